import type { DeedGroup } from '../features/audit/deed.js'
import type { Language } from '../language/language.js'
import { say } from '../language/say.js'

/** The choice of deeds above the audit, by what they are done upon. */
export interface DeedChoices {
  groups: { name: string; deeds: { code: string; name: string; isChosen: boolean }[] }[]
  /** A filter that is no deed of this program: it came from a link, or a program before this one did such deeds. */
  stranger: string | null
}

/** A line's deed in words. One that only an older program knew is told by its code. */
export function deedName(language: Language, code: string): string {
  return new Map(Object.entries(say(language).newsroom.deeds.names)).get(code) ?? code
}

export function deedChoices(language: Language, chosen: string): DeedChoices {
  const { anyOf, groups: named, names } = say(language).newsroom.deeds
  // A deed whose noun has no name does not compile.
  const nouns: Record<DeedGroup, string> = named
  const groups = Object.entries(nouns).map(([noun, name]) => {
    const deeds = Object.entries(names).filter(([code]) => code.startsWith(`${noun}.`))
    const all = deeds.length > 1 ? [[noun, anyOf(name)] as const] : []
    return {
      name,
      deeds: [...all, ...deeds].map(([code, name]) => ({ code, name, isChosen: code === chosen })),
    }
  })
  const isKnown = chosen === '' || groups.some(({ deeds }) => deeds.some(({ isChosen }) => isChosen))
  return { groups, stranger: isKnown ? null : chosen }
}
