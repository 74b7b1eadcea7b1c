import { DomHandler, DomUtils, Parser } from 'htmlparser2'

export type HtmlNode = DomHandler['dom'][number]
export type HtmlElement = Extract<HtmlNode, { attribs: unknown }>

const maxDepth = 200

/** HTML as a tree, or an error for HTML that is nested deeper than anybody means it. */
export function parseTree(html: string): HtmlNode[] {
  const handler = new BoundedHandler()
  new Parser(handler).end(html)
  return handler.dom
}

/** Stops at once: the parser's time grows with the square of the depth, and walking the tree takes the stack. */
class BoundedHandler extends DomHandler {
  private depth = 0

  override onopentag(name: string, attribs: Record<string, string>): void {
    if (++this.depth > maxDepth) throw new Error(`its HTML is nested more than ${maxDepth} deep`)
    super.onopentag(name, attribs)
  }

  override onclosetag(): void {
    this.depth--
    super.onclosetag()
  }
}

export function isElement(node: HtmlNode): node is HtmlElement {
  return DomUtils.isTag(node)
}

const blockNames = new Set(
  `address article aside audio blockquote body canvas center dd details dialog dir div dl dt embed fieldset figcaption figure footer form h1 h2
   h3 h4 h5 h6 head header hgroup hr html iframe legend li main menu nav object ol p pre section summary table tbody td tfoot
   th thead tr ul video caption`.split(/\s+/),
)

export function isBlock(node: HtmlNode): node is HtmlElement {
  return isElement(node) && blockNames.has(node.name)
}

/** Text, or an element with nothing but text and inline elements in it. */
export function isInline(node: HtmlNode): boolean {
  return !isBlock(node) && elementsIn([node], (element) => blockNames.has(element.name)).length === 0
}

export function elementsIn(nodes: HtmlNode[], test: (element: HtmlElement) => boolean): HtmlElement[] {
  return DomUtils.filter(
    (node) => isElement(node as HtmlNode) && test(node as HtmlElement),
    nodes,
    true,
  ) as HtmlElement[]
}

export function picturesIn(nodes: HtmlNode[]): HtmlElement[] {
  return elementsIn(nodes, ({ name }) => name === 'img').filter((img) => !isSmiley(img))
}

/** WordPress draws 🙂 as a picture; its alt is the character. */
export function isSmiley(img: HtmlElement): boolean {
  return /\b(?:wp-smiley|emoji)\b/.test(img.attribs.class ?? '')
}

export function wordsIn(nodes: HtmlNode[]): string {
  return DomUtils.textContent(nodes).replace(/\s+/g, ' ').trim()
}

/** The link around an element, within the given element. */
export function linkAround(element: HtmlElement): string | undefined {
  for (let at = element.parent; at && 'attribs' in at; at = at.parent) {
    if (at.name === 'a') return at.attribs.href
  }
  return undefined
}

export function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

export function escapeAttribute(text: string): string {
  return escapeText(text).replaceAll('"', '&quot;').replace(/\s+/g, ' ')
}
