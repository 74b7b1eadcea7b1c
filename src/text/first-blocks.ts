import { parseDocument } from 'htmlparser2'

/**
 * The beginning of a sanitised text: its first blocks (paragraphs, headings, lists …) until `length` characters of words are
 * reached, at least one. Never cuts inside a block.
 */
export function firstBlocks(html: string, length: number): string {
  let end = 0
  let words = 0
  for (const block of parseDocument(html, { withStartIndices: true, withEndIndices: true }).children) {
    if (end > 0 && words >= length) break
    const at = (block.endIndex ?? html.length - 1) + 1
    words += html
      .slice(end, at)
      .replace(/<[^>]*>/g, '')
      .trim().length
    end = at
  }
  return html.slice(0, end)
}
