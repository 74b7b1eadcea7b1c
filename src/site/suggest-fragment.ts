import type { Request, Response } from 'express'
import { suggestionsTag } from '../features/indexing/index-catch-up.js'
import { wordsBeginning } from '../features/search/word-lists.js'
import type { Language } from '../language/language.js'
import { wordsIn } from '../language/words.js'
import type { Kit } from '../platform/kit.js'
import { oneLine } from '../text/safe-html.js'
import { cacheable } from '../web/cacheable.js'
import { render } from '../web/render.js'

export interface Suggestions {
  words: string[]
}

declare module '../web/views.js' {
  interface Views {
    'parts/suggestions': Suggestions
  }
}

const longest = 60

/** `/fragment/suggest?q=ремонт дор`: how the last word may go on, as options for the list of the search field. */
export async function suggestFragment(kit: Kit, language: Language, req: Request, res: Response): Promise<void> {
  const typed = oneLine(typeof req.query.q === 'string' ? req.query.q : '', longest)
  const last = [...wordsIn(typed)].at(-1)
  const isAtEnd = last !== undefined && last.end === typed.length
  const found = isAtEnd && last.word.length >= 2 ? await wordsBeginning(kit.db, last.word, language) : []
  res.setHeader('X-Robots-Tag', 'noindex')
  cacheable(res, { tags: [suggestionsTag], seconds: 300 })
  render(res, language, 'parts/suggestions', {
    words: found
      .map((word) => typed.slice(0, last?.start ?? 0) + word)
      .filter((words) => words !== typed.toLowerCase()),
  })
}
