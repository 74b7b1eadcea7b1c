/** Russian is the default and has no prefix in addresses; Kazakh lives under /kk. */
export const languages = ['ru', 'kk'] as const
export type Language = (typeof languages)[number]

export function otherLanguage(language: Language): Language {
  return language === 'ru' ? 'kk' : 'ru'
}

/** The address of a path in a language: `/section/sport` → `/kk/section/sport`. */
export function localAddress(language: Language, path: string): string {
  if (language === 'ru') return path
  return path === '/' ? '/kk' : `/kk${path}`
}

/** Of a pair of columns `name_ru`, `name_kk` the one to show; an empty Kazakh one falls back to the Russian. */
export function inLanguage(language: Language, ru: string, kk: string): string {
  return language === 'kk' && kk !== '' ? kk : ru
}
