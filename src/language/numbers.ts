import type { Language } from './language.js'

const withPlaces = (maximumFractionDigits: number): Record<Language, Intl.NumberFormat> => ({
  ru: new Intl.NumberFormat('ru-KZ', { maximumFractionDigits }),
  kk: new Intl.NumberFormat('kk-KZ', { maximumFractionDigits }),
})

const formats = withPlaces(1)
const shares = withPlaces(2)

const plurals = new Intl.PluralRules('ru')

/** `12 345,6` */
export function numberWords(language: Language, value: number): string {
  return formats[language].format(value)
}

/** `0,04 %`: of many showings few are clicked, so two places after the comma. */
export function shareWords(language: Language, part: number, whole: number): string {
  return `${shares[language].format((part / whole) * 100)}\u00a0%`
}

/** Chooses of «минута, минуты, минут»; Kazakh needs one form only and does not call this. */
export function russianPlural(count: number, one: string, few: string, many: string): string {
  const form = plurals.select(count)
  return form === 'one' ? one : form === 'few' ? few : many
}

/** `38 КБ`, `1,2 МБ`: bytes as a reader counts them. */
export function weightWords(language: Language, bytes: number): string {
  return bytes < 1_000_000
    ? `${Math.max(1, Math.round(bytes / 1000))}\u00a0КБ`
    : `${numberWords(language, bytes / 1_000_000)}\u00a0МБ`
}
