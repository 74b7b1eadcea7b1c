import { escapeHtml } from './views.js'

const address = /https?:\/\/[^\s<>"«»]{3,500}/g

/** A line that somebody typed, as HTML with its addresses as links; a sanitising policy still has to say what they are worth. */
export function linkedWords(line: string): string {
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
