import { kk } from './kk.js'
import type { Language } from './language.js'
import { ru } from './ru.js'

/** Every text of the interface. Its shape is the Russian list's; a missing Kazakh text does not compile. */
export type Texts = typeof ru

const texts: Record<Language, Texts> = { ru, kk }

export function say(language: Language): Texts {
  return texts[language]
}
