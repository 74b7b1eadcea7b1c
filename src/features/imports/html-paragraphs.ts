import { inlineHtml, isBlank, linkTo } from './html-inline.js'
import { type HtmlElement, type HtmlNode, picturesIn } from './html-tree.js'

/** How text is read, and how pictures are shown. */
export interface HtmlStyle {
  /** Whether a line's end is a line break and an empty line ends a paragraph. */
  isClassic: boolean
  /** A picture as a block of its own, with its caption as HTML. */
  pictureHtml(img: HtmlElement, caption: string): string
}

/** A run of text and inline elements as lines of one or more paragraphs. */
export interface Paragraph {
  html: string
  /** Pictures that stood before the paragraph's first word, and those after. */
  before: string[]
  after: string[]
}

export function paragraphsOf(run: HtmlNode[], style: HtmlStyle): Paragraph[] {
  const paragraphs = style.isClassic ? splitAtEmptyLines(run) : [run]
  return paragraphs
    .map((nodes) => paragraphOf(nodes, style))
    .filter(({ html, before, after }) => html !== '' || before.length + after.length > 0)
}

/** Paragraphs as blocks. */
export function paragraphsHtml(run: HtmlNode[], style: HtmlStyle, attributes = ''): string[] {
  return paragraphsOf(run, style).flatMap(({ html, before, after }) => [
    ...before,
    ...(html === '' ? [] : [`<p${attributes}>${html}</p>`]),
    ...after,
  ])
}

function splitAtEmptyLines(run: HtmlNode[]): HtmlNode[][] {
  const paragraphs: HtmlNode[][] = [[]]
  for (const node of run) {
    if (node.type !== 'text' || !('data' in node)) {
      paragraphs.at(-1)?.push(node)
      continue
    }
    const [first = '', ...others] = node.data.split(/\n[^\S\n\u00a0]*\n\s*/)
    for (const [index, data] of [first, ...others].entries()) {
      if (index > 0) paragraphs.push([])
      const text = node.cloneNode()
      text.data = data
      paragraphs.at(-1)?.push(text)
    }
  }
  return paragraphs
}

function paragraphOf(nodes: HtmlNode[], style: HtmlStyle): Paragraph {
  const before: string[] = []
  const after: string[] = []
  let hasWords = false
  for (const node of nodes) {
    for (const img of picturesIn([node])) (hasWords ? after : before).push(style.pictureHtml(img, ''))
    hasWords ||= !isBlank(inlineHtml([node]))
  }
  return {
    html: lineBreaks(inlineHtml(nodes), style.isClassic),
    before: before.filter((html) => html !== ''),
    after: after.filter((html) => html !== ''),
  }
}

/** No break at either end, an address alone on its line as a link. */
export function lineBreaks(html: string, isClassic: boolean): string {
  const lines = html
    .replace(/[^\S\n\u00a0]+/g, ' ')
    .replace(/ ?\n(?: ?\n)+/g, '\n\n')
    .replace(/[^\S\u00a0]*<br \/>[^\S\u00a0]*/g, '<br />')
    .replace(/[^\S\u00a0]*\n[^\S\u00a0]*/g, (lineEnd) =>
      isClassic ? '<br />'.repeat(/\n.*\n/s.test(lineEnd) ? 2 : 1) : ' ',
    )
    .split('<br />')
    .map((line) => line.replace(/[^\S\u00a0]+/g, ' ').trim())
    .map((line) => (/^https?:\/\/[^\s<>"]+$/.test(line) ? linkTo(line.replaceAll('&amp;', '&')) : line))
  while (lines.length > 0 && isBlank(lines[0] ?? '')) lines.shift()
  while (lines.length > 0 && isBlank(lines.at(-1) ?? '')) lines.pop()
  return lines.join('<br />').replace(/(?:<br \/>){3,}/g, '<br /><br />')
}
