import type { Language } from '../../language/language.js'
import { say } from '../../language/say.js'

/** Where Russian and Kazakh usage differs from the common list of the world's currencies that comes with Node.js. */
const ownNames: Record<Language, Readonly<Record<string, string>>> = {
  ru: { KGS: 'кыргызский сом', KZT: 'тенге', GBP: 'фунт стерлингов' },
  kk: {
    AED: 'БАӘ дирхамы',
    AZN: 'Әзербайжан манаты',
    DKK: 'Дания кронасы',
    GBP: 'фунт стерлинг',
    KZT: 'теңге',
    NOK: 'Норвегия кронасы',
    PLN: 'Польша злотыйы',
    SEK: 'Швеция кронасы',
    THB: 'Таиланд баты',
    UZS: 'Өзбекстан сумы',
  },
}

/** In a narrow column there is no room for the country. */
const shortNames: Record<Language, Readonly<Record<string, string>>> = {
  ru: { USD: 'доллар', EUR: 'евро', RUB: 'рубль', CNY: 'юань', KGS: 'сом', UZS: 'сум' },
  kk: { USD: 'доллар', EUR: 'еуро', RUB: 'рубль', CNY: 'юань', KGS: 'сом', UZS: 'сум' },
}

const signs: Readonly<Record<string, string>> = { USD: '$', EUR: '€', RUB: '₽', CNY: '¥', GBP: '£', KZT: '₸' }

const names: Record<Language, Intl.DisplayNames> = {
  ru: new Intl.DisplayNames('ru', { type: 'currency' }),
  kk: new Intl.DisplayNames('kk', { type: 'currency' }),
}

/** `Доллар США`, `АҚШ доллары`; for an unknown code the code. */
export function currencyName(language: Language, code: string): string {
  const name = ownNames[language][code] ?? names[language].of(code) ?? code
  return name.charAt(0).toLocaleUpperCase('ru') + name.slice(1)
}

/** `доллар`; `сум, за 100` when the figure is for more than one. */
export function shortCurrencyName(language: Language, code: string, lot: number): string {
  const name = shortNames[language][code] ?? currencyName(language, code)
  return lot === 1 ? name : say(language).rates.units(name, lot)
}

/** `$`, and for a currency without a sign its code. */
export function currencySign(code: string): string {
  return signs[code] ?? code
}

/** For how many units a rate is printed so that it has something before the comma: cheap money goes by the hundred. */
export function lotFor(value: number): number {
  if (value >= 0.995) return 1
  return value >= 0.00995 ? 100 : 10_000
}

const twoPlaces = { minimumFractionDigits: 2, maximumFractionDigits: 2 }
const figures: Record<Language, Intl.NumberFormat> = {
  ru: new Intl.NumberFormat('ru-KZ', twoPlaces),
  kk: new Intl.NumberFormat('kk-KZ', twoPlaces),
}

/** `478,77` */
export function rateWords(language: Language, value: number): string {
  return figures[language].format(value)
}

/** How a rate moved since the day before: a sign for eyes, a sentence for ears. */
export interface RateChange {
  direction: 'up' | 'down' | 'same'
  /** `+0,51` */
  words: string
  heard: string
}

/** Of the printed figures, so that the change agrees with what a reader can reckon himself. */
export function changeOf(language: Language, value: number, previous: number | null): RateChange | null {
  if (previous === null) return null
  const texts = say(language).rates
  const by = Number(value.toFixed(2)) - Number(previous.toFixed(2))
  const words = rateWords(language, Math.abs(by))
  if (Math.abs(by) < 0.005) return { direction: 'same', words: rateWords(language, 0), heard: texts.same }
  return by > 0
    ? { direction: 'up', words: `+${words}`, heard: texts.up(words) }
    : { direction: 'down', words: `−${words}`, heard: texts.down(words) }
}
