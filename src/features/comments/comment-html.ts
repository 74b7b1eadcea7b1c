import { type SafeHtml, safeComment } from '../../text/safe-html.js'
import { escapeHtml } from '../../web/views.js'

const address = /https?:\/\/[^\s<>"«»]{3,500}/g

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
        const inner = `<p>${lines.map((line) => linked(isQuote ? line.replace(/^>+ ?/, '') : line)).join('<br>')}</p>`
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

function linked(line: string): string {
  let html = ''
  let from = 0
  for (const found of line.matchAll(address)) {
    const href = found[0].replace(/[.,;:!?)]+$/, '')
    html += `${escapeHtml(line.slice(from, found.index))}<a href="${escapeHtml(href)}">${escapeHtml(shortened(href))}</a>`
    from = found.index + href.length
  }
  return html + escapeHtml(line.slice(from))
}

function shortened(href: string): string {
  const bare = href.replace(/^https?:\/\/(?:www\.)?/, '').replace(/\/$/, '')
  return bare.length > 60 ? `${bare.slice(0, 57)}…` : bare
}
