import type { Language } from '../../language/language.js'
import type { Kit } from '../../platform/kit.js'
import { articleTerms } from '../indexing/article-terms.js'
import { noticesWithoutTerms, setTerms } from './notice-store.js'

/** Under which terms a notice is found: stems of its language, as for stories. Its own words and whoever advertises with it. */
export function noticeTerms({
  title,
  text,
  firm,
  language,
}: {
  title: string
  text: string
  firm: string
  language: Language
}): string {
  return articleTerms({ title, kicker: '', lead: '', body: text, tags: [], authors: [firm], places: [] }, language)
}

const perRun = 500

/** Mostly finds nothing: whoever writes a notice writes its terms. */
export async function catchUpNoticeTerms(kit: Pick<Kit, 'db'>): Promise<void> {
  for (const notice of await noticesWithoutTerms(kit.db, perRun)) await setTerms(kit.db, notice.id, noticeTerms(notice))
}
