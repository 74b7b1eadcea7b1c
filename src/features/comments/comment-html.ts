import { type SafeHtml, safeComment } from '../../text/safe-html.js'
import { linkedWords } from '../../web/linked-words.js'

/** Typed words as HTML: paragraphs, line breaks, lines that begin with `>` as a quotation, addresses as links that give nothing. */
export function commentHtml(text: string): SafeHtml {
  const blocks: { isQuote: boolean; lines: string[] }[] = []
  for (const line of text.split('\n')) {
    const isQuote = line.startsWith('>')
    const last = blocks.at(-1)
    if (line === '') blocks.push({ isQuote: false, lines: [] })
    else if (last && last.isQuote === isQuote) last.lines.push(line)
    else blocks.push({ isQuote, lines: [line] })
  }
  return safeComment(
    blocks
      .filter(({ lines }) => lines.length > 0)
      .map(({ isQuote, lines }) => {
        const inner = `<p>${lines.map((line) => linkedWords(isQuote ? line.replace(/^>+ ?/, '') : line)).join('<br>')}</p>`
        return isQuote ? `<blockquote>${inner}</blockquote>` : inner
      })
      .join(''),
  )
}

/** What stands in the form of an answer that quotes: the first words, each line marked. */
export function quoted(text: string): string {
  const short = text.length > 300 ? `${text.slice(0, 300).replace(/\s+\S*$/, '')}…` : text
  return `${short
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('>'))
    .map((line) => `> ${line}`)
    .join('\n')}\n\n`
}
