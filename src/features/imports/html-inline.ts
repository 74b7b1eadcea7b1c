import { escapeAttribute, escapeText, type HtmlElement, type HtmlNode, isElement, isSmiley } from './html-tree.js'

const kept = new Set(
  `a abbr acronym b bdi bdo big cite code del em i ins mark q s small strike strong sub sup time tt`.split(' '),
)
/** Elements whose text is not for readers. */
const dropped = new Set(
  `script style noscript template select textarea option input button svg math head title canvas map datalist`.split(
    ' ',
  ),
)
const keptAttributes = new Set(`title datetime hreflang lang dir`.split(' '))

export function isDropped(element: HtmlElement): boolean {
  return dropped.has(element.name) || /\bwp-block-file__button\b/.test(element.attribs.class ?? '')
}

/**
 * Text with the markup that goes inside a paragraph. Pictures are left out, as they stand beside paragraphs; elements with
 * nothing in them too.
 */
export function inlineHtml(nodes: HtmlNode[], isInLink = false): string {
  return nodes.map((node) => inlineNode(node, isInLink)).join('')
}

function inlineNode(node: HtmlNode, isInLink: boolean): string {
  if (!isElement(node)) return node.type === 'text' && 'data' in node ? escapeText(node.data) : ''
  if (isDropped(node)) return ''
  if (node.name === 'br') return '<br />'
  if (node.name === 'img') return isSmiley(node) ? escapeText(node.attribs.alt ?? '') : ''
  const media = mediaAddress(node)
  if (media !== undefined) return isInLink ? escapeText(media) : linkTo(media)
  const isLink = node.name === 'a'
  const inner = inlineHtml(node.children, isInLink || isLink)
  if (isBlank(inner) || !kept.has(node.name)) return inner
  if (isLink && (isInLink || !leadsSomewhere(node.attribs.href))) return inner
  const { before, words, after } = breaksAtEdges(inner)
  return `${before}<${node.name}${attributesOf(node)}>${words}</${node.name}>${after}`
}

/** A line break at an element's edge belongs to the text around it. */
function breaksAtEdges(html: string): { before: string; words: string; after: string } {
  const before = /^(?:\s*<br \/>)+/.exec(html)?.[0] ?? ''
  let words = html.slice(before.length)
  let after = ''
  while (words.endsWith('<br />')) {
    words = words.slice(0, -'<br />'.length).trimEnd()
    after += '<br />'
  }
  return { before, words, after }
}

/** A link to a place in the text would lead nowhere, since no names of places are kept. */
function leadsSomewhere(href = ''): boolean {
  return /^(?:https?:|mailto:|tel:|\/(?!\/))/i.test(href.trim())
}

function attributesOf({ name, attribs }: HtmlElement): string {
  const href = name === 'a' ? ` href="${escapeAttribute((attribs.href ?? '').trim())}"` : ''
  return href + plainAttributes(attribs)
}

export function plainAttributes(attribs: Record<string, string>, names: ReadonlySet<string> = keptAttributes): string {
  return Object.entries(attribs)
    .filter(([name, value]) => names.has(name) && value !== '')
    .map(([name, value]) => ` ${name}="${escapeAttribute(value)}"`)
    .join('')
}

export function isBlank(html: string): boolean {
  return /^(?:\s|&nbsp;|<br \/>)*$/.test(html)
}

/** What a player or frame shows, as an address: undefined for other elements, empty where it is not told. */
export function mediaAddress(element: HtmlElement): string | undefined {
  if (!['video', 'audio', 'iframe', 'embed', 'object'].includes(element.name)) return undefined
  const inside = element.children.filter(isElement)
  const source = inside.find(({ name }) => name === 'source' || name === 'embed')
  const address =
    element.attribs.src || element.attribs['data-src'] || element.attribs.data || source?.attribs.src || ''
  const whole = address.startsWith('//') ? `https:${address}` : address
  return /^https?:\/\//.test(whole) ? watchAddress(whole) : ''
}

/** The page of a video in place of the frame that plays it. */
function watchAddress(address: string): string {
  return address
    .replace(
      /^https?:\/\/(?:www\.)?youtube(?:-nocookie)?\.com\/(?:embed|v)\/([\w-]{6,})(?:[?&].*)?$/,
      'https://www.youtube.com/watch?v=$1',
    )
    .replace(/^https?:\/\/player\.vimeo\.com\/video\/(\d+).*$/, 'https://vimeo.com/$1')
}

export function linkTo(address: string, words = address): string {
  return address === '' ? '' : `<a href="${escapeAttribute(address)}">${escapeText(words)}</a>`
}
