import type { Language } from '../../language/language.js'
import { slugOf } from '../../language/slug.js'
import { excerpt } from '../../text/excerpt.js'
import { oneLine, plainText, type SafeHtml } from '../../text/safe-html.js'
import { decoded } from './filing-intake.js'
import { replaceShortcodes } from './shortcode.js'
import type { WxrPost } from './wxr-entry.js'

const nameless: Record<Language, string> = { ru: 'Без названия', kk: 'Атаусыз' }

/** Its title, or, when it has none, the beginning of its text. */
export function titleOf(post: WxrPost, body: SafeHtml, language: Language): { title: string; isMadeUp: boolean } {
  const title = oneLine(plainText(post.title), 300)
  if (title !== '') return { title, isMadeUp: false }
  return { title: excerpt(plainText(body), 80) || `${nameless[language]} (${post.number})`, isMadeUp: true }
}

export function slugOfPost(post: WxrPost, title: string): string {
  return slugOf(decoded(post.slug) || title)
}

const maxLead = 300

/**
 * A lead and the body under it: the excerpt, or the first paragraph. A short first paragraph of mere words becomes the lead
 * and leaves the body, since a reader would meet it twice; a long one lends its beginning.
 */
export function leadAndBody(post: WxrPost, body: SafeHtml): { lead: string; body: string } {
  const written = excerpt(plainText(replaceShortcodes(post.excerpt, ({ inner }) => inner ?? '')), 1000)
  if (written !== '') return { lead: written, body }
  const [opening = '', words = ''] = /^<p>([^<]+)<\/p>\s*(?=<)/.exec(body) ?? []
  if (isLead(words) && plainText(words).length <= maxLead)
    return { lead: plainText(words), body: body.slice(opening.length) }
  return { lead: excerpt(firstWords(body), maxLead), body }
}

function firstWords(body: string): string {
  for (const [, words = ''] of body.matchAll(/<p>(.*?)<\/p>/gs)) {
    if (isLead(words)) return plainText(words)
  }
  return ''
}

/** A sentence or more: not a link alone, such as one to a picture that could not be fetched, nor what introduces a list. */
function isLead(html: string): boolean {
  return html !== '' && !/^<a [^>]*>[^<]*<\/a>$|:$/.test(html.trim())
}
