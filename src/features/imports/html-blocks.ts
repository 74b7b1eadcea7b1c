import { inlineHtml, isBlank, isDropped, linkTo, mediaAddress, plainAttributes } from './html-inline.js'
import { type HtmlStyle, lineBreaks, paragraphsHtml, paragraphsOf } from './html-paragraphs.js'
import {
  elementsIn,
  type HtmlElement,
  type HtmlNode,
  isBlock,
  isElement,
  isInline,
  picturesIn,
  wordsIn,
} from './html-tree.js'

/**
 * The same content as a plain sequence of well-formed blocks: text in paragraphs, pictures in figures beside them, wrappers
 * without meaning gone, players as links.
 */
export function blocksHtml(nodes: HtmlNode[], style: HtmlStyle, attributes = ''): string {
  const blocks: string[] = []
  let run: HtmlNode[] = []
  const endRun = () => {
    blocks.push(...paragraphsHtml(run, style, attributes))
    run = []
  }
  for (const node of nodes) {
    if (isInline(node)) run.push(node)
    else {
      endRun()
      blocks.push(blockHtml(node as HtmlElement, style))
    }
  }
  endRun()
  return joined(blocks)
}

/** Headings go down one step at a time from the page's own, as a listener's reader expects: h2, h3, h4. */
export function evenHeadings(html: string): string {
  let level = 1
  return html.replace(/<(\/?)h([1-6])>/g, (_tag, slash: string, written: string) => {
    if (slash === '') level = Math.min(Math.max(2, Number(written)), level + 1, 4)
    return `<${slash}h${level}>`
  })
}

const language = new Set(['lang', 'dir'])

function blockHtml(element: HtmlElement, style: HtmlStyle): string {
  const { name, children } = element
  if (isDropped(element)) return ''
  const media = mediaAddress(element)
  if (media !== undefined) return media === '' ? '' : `<p>${linkTo(media)}</p>`
  switch (name) {
    case 'p':
      return blocksHtml(children, style, plainAttributes(element.attribs, language))
    case 'h1':
    case 'h2':
    case 'h3':
    case 'h4':
    case 'h5':
    case 'h6':
      return withPictures(children, style, wrap(name, lineBreaks(inlineHtml(children), false)))
    case 'hr':
      return '<hr />'
    case 'pre':
      return wrap('pre', inlineHtml(children).replaceAll('<br />', '\n'))
    case 'blockquote':
    case 'aside':
      return wrap(name, blocksHtml(children, style))
    case 'details':
      return detailsHtml(children, style)
    case 'ul':
    case 'ol':
    case 'menu':
    case 'dir':
      return listHtml(element, style)
    case 'dl':
      return definitionsHtml(element, style)
    case 'table':
      return tableHtml(element, style)
    case 'figure':
      return figureHtml(element, style)
    default:
      return blocksHtml(children, style)
  }
}

function wrap(name: string, html: string, attributes = ''): string {
  return isBlank(html) ? '' : `<${name}${attributes}>${html}</${name}>`
}

function withPictures(nodes: HtmlNode[], style: HtmlStyle, html: string): string {
  return joined([html, ...picturesIn(nodes).map((img) => style.pictureHtml(img, ''))])
}

function joined(blocks: string[]): string {
  return blocks.filter((html) => html !== '').join('\n')
}

/** What goes into an item of a list or a cell: text without a paragraph where there is only one. */
function itemHtml(nodes: HtmlNode[], style: HtmlStyle): string {
  if (nodes.every(isInline)) {
    const [only, ...others] = paragraphsOf(nodes, style)
    if (only && others.length === 0 && only.before.length + only.after.length === 0) return only.html
    return paragraphsHtml(nodes, style).join('\n')
  }
  const blockAt = nodes.findIndex((node) => !isInline(node))
  const after = nodes[blockAt]
  // `<li>text<ul>…</ul></li>`: the text before an inner list stays a line.
  if (after && ['ul', 'ol'].includes((after as HtmlElement).name)) {
    return `${itemHtml(nodes.slice(0, blockAt), style)}\n${blocksHtml(nodes.slice(blockAt), style)}`.trim()
  }
  return blocksHtml(nodes, style)
}

const listAttributes = new Set(['start', 'reversed'])

/** A list of nothing but pictures is a gallery. Whatever is not in an item is put into one. */
function listHtml(list: HtmlElement, style: HtmlStyle): string {
  const captions = elementsIn(list.children, ({ name }) => name === 'figcaption')
  if (picturesIn(list.children).length > 0 && wordsIn(list.children).length === wordsIn(captions).length) {
    return joined(list.children.filter(isElement).map((item) => blocksHtml(item.children, style)))
  }
  const items: string[] = []
  for (const node of list.children) {
    if (isElement(node) && node.name === 'li') items.push(itemHtml(node.children, style))
    else if (isElement(node) && (node.name === 'ul' || node.name === 'ol') && items.length > 0) {
      items.push(`${items.pop() ?? ''}\n${listHtml(node, style)}`)
    } else items.push(itemHtml([node], style))
  }
  const html = joined(items.map((item) => wrap('li', item)))
  const name = list.name === 'ol' ? 'ol' : 'ul'
  return wrap(name, html, name === 'ol' ? plainAttributes(list.attribs, listAttributes) : '')
}

function definitionsHtml(list: HtmlElement, style: HtmlStyle): string {
  // Themes once drew a picture and its caption as a term and its definition.
  if (picturesIn(list.children).length > 0) return figureHtml(list, style)
  const rows = elementsIn(list.children, ({ name }) => name === 'dt' || name === 'dd')
  if (rows.length === 0) return blocksHtml(list.children, style)
  const items = rows.map(({ name, children }) =>
    wrap(name, name === 'dt' ? lineBreaks(inlineHtml(children), false) : itemHtml(children, style)),
  )
  return wrap('dl', joined(items))
}

const cellAttributes = new Set(['colspan', 'rowspan', 'scope'])

function tableHtml(table: HtmlElement, style: HtmlStyle): string {
  const parts = table.children.filter(isElement).map((part) => {
    if (part.name === 'caption') return wrap('caption', lineBreaks(inlineHtml(part.children), false))
    if (part.name === 'tr') return rowHtml(part, style)
    if (!['thead', 'tbody', 'tfoot'].includes(part.name)) return ''
    return wrap(part.name, joined(part.children.filter(isElement).map((row) => rowHtml(row, style))))
  })
  return wrap('table', joined(parts))
}

/** Empty cells hold their place. */
function rowHtml(row: HtmlElement, style: HtmlStyle): string {
  const cells = row.children.filter(isElement).filter(({ name }) => name === 'td' || name === 'th')
  const isHead = cells.every(({ name }) => name === 'th')
  const html = cells.map(({ name, attribs, children }) => {
    const scope = name === 'th' && !attribs.scope ? ` scope="${isHead ? 'col' : 'row'}"` : ''
    return `<${name}${plainAttributes(attribs, cellAttributes)}${scope}>${itemHtml(children, style)}</${name}>`
  })
  return wrap('tr', html.join(''))
}

function detailsHtml(children: HtmlNode[], style: HtmlStyle): string {
  const summary = children.filter(isElement).find(({ name }) => name === 'summary')
  const rest = blocksHtml(
    children.filter((node) => node !== summary),
    style,
  )
  const words = summary ? lineBreaks(inlineHtml(summary.children), false) : ''
  return words === '' ? rest : `<details><summary>${words}</summary>\n${rest}</details>`
}

/** A picture with its caption; a figure around something else gives way to what is in it. */
function figureHtml(figure: HtmlElement, style: HtmlStyle): string {
  const caption = figure.children.filter(isElement).find(({ name }) => name === 'figcaption' || name === 'dd')
  const content = figure.children.filter((node) => node !== caption)
  const captionHtml = caption ? lineBreaks(inlineHtml(caption.children), false) : ''
  const pictures = picturesIn(content)
  const [picture] = pictures
  const isGallery = pictures.length > 1 || elementsIn(content, ({ name }) => name === 'figure').length > 0
  if (picture && !isGallery) {
    const isBare = content.every((node) => !isBlock(node) || wordsIn([node]) === '')
    // WordPress's older captions are bare text after the picture.
    return style.pictureHtml(picture, captionHtml || (isBare ? lineBreaks(inlineHtml(content), false) : ''))
  }
  const tables = elementsIn(content, ({ name }) => name === 'table')
  const [table] = tables
  if (table && tables.length === 1 && captionHtml !== '') {
    return `<figure>${tableHtml(table, style)}<figcaption>${captionHtml}</figcaption></figure>`
  }
  return joined([blocksHtml(content, style), wrap('p', captionHtml)])
}
