import type { Language } from '../language/language.js'
import { say } from '../language/say.js'
import { embedOf } from '../text/embed.js'
import type { SafeHtml } from '../text/safe-html.js'
import { escapeHtml } from '../web/views.js'

const storedEmbed = /<figure data-kind="embed"><a href="([^"]*)"[^>]*>([\s\S]*?)<\/a>/g

export const hasEmbeds = (body: string): boolean => body.includes('data-kind="embed"')
export const hasBlocks = (body: string): boolean => body.includes(' data-kind="')

/**
 * The editor's blocks as readers see them: a film or a post of another site as a link that shows it in its place when it is tapped,
 * «read also» under its heading. Links in paid material say that they are paid for.
 */
export function bodyWithBlocks(body: SafeHtml, language: Language, { isPaid }: { isPaid: boolean }): SafeHtml {
  const texts = say(language)
  const shown = body
    .replace(storedEmbed, (stored, href: string, words: string) => {
      const embed = embedOf(href.replaceAll('&amp;', '&'))
      if (!embed) return stored
      const { provider, watch, frame, shape } = embed
      const hint = escapeHtml(texts.marks.watchHint(provider))
      return `<figure data-kind="embed"><a class="facade ${shape}" href="${escapeHtml(watch)}" data-frame="${escapeHtml(frame)}" rel="noopener nofollow" title="${hint}"><span aria-hidden="true">▶</span> <b>${words}</b> <small>${escapeHtml(texts.marks.watch(provider))}</small></a>`
    })
    .replaceAll(
      '<aside data-kind="also">',
      `<aside data-kind="also"><p><b>${escapeHtml(texts.article.related)}</b></p>`,
    )
  return (isPaid ? shown.replaceAll(' rel="noopener"', ' rel="sponsored noopener"') : shown) as SafeHtml
}
