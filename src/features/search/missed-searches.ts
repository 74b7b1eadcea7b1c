import type { Language } from '../../language/language.js'
import { isStopWord } from '../../language/search-terms.js'
import { wordsIn } from '../../language/words.js'
import type { Kit } from '../../platform/kit.js'
import { addMissed, type MissedSearch } from './missed-store.js'

declare module '../../platform/kit.js' {
  interface Kit {
    /** Absent in an operator's command, which has no readers. */
    missedSearches?: MissedSearches
  }
}

/** What readers look for and do not find, for editors. Words only: who looked is never known here. */
export interface MissedSearches {
  note(words: string, language: Language): void
  /** Writes what came together since the last time, in one statement. */
  flush(): Promise<void>
}

/** Of one minute; a flood of nonsense must not fill the memory. */
const mostNoted = 200
const longest = 60

export function openMissedSearches(kit: Pick<Kit, 'db' | 'clock'>): MissedSearches {
  let noted = new Map<string, MissedSearch>()
  return {
    note: (typed, language) => {
      const words = tellableWords(typed)
      if (words === '') return
      const key = `${language} ${words}`
      const before = noted.get(key)
      if (before) before.times++
      else if (noted.size < mostNoted) noted.set(key, { language, words, times: 1 })
    },
    flush: async () => {
      if (noted.size === 0) return
      const taken = [...noted.values()]
      noted = new Map()
      await addMissed(kit.db, taken, kit.clock.now())
    },
  }
}

/** What is looked for, without marks; nothing where it may be somebody's number or address. */
function tellableWords(typed: string): string {
  if (typed.includes('@') || /\d[\d\s()+-]{4,}/.test(typed)) return ''
  const words = Array.from(wordsIn(typed), ({ word }) => word).filter((word) => !isStopWord(word))
  const text = words.join(' ')
  return text.length < 3 || text.length > longest ? '' : text
}
