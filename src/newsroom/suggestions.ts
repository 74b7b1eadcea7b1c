import type { Request, Response } from 'express'
import type { Staff } from '../features/accounts/staff.js'
import { articleAddress } from '../features/articles/article.js'
import { suggestTags } from '../features/filing/filing-choice-store.js'
import { searchArticles } from '../features/search/search-lists.js'
import type { Language } from '../language/language.js'
import type { Kit } from '../platform/kit.js'
import { oneLine } from '../text/safe-html.js'

const languageOf = (req: Request): Language => (req.query.language === 'kk' ? 'kk' : 'ru')

/** Names of tags that begin with what is typed. */
export async function tagSuggestions(kit: Kit, _staff: Staff, req: Request, res: Response): Promise<void> {
  const letters = oneLine(String(req.query.q ?? ''), 60)
  res.json({ tags: await suggestTags(kit.db, letters, languageOf(req), 20) })
}

/** Published stories that the typed words find, for links and «read also». */
export async function storySuggestions(kit: Kit, _staff: Staff, req: Request, res: Response): Promise<void> {
  const words = oneLine(String(req.query.q ?? ''), 100)
  const language = languageOf(req)
  const { found } =
    words === ''
      ? { found: [] }
      : await searchArticles(kit.db, { words, language, now: kit.clock.now(), edge: null, limit: 8 })
  res.json({ stories: found.map((story) => ({ href: articleAddress(story), title: story.title })) })
}
