import { convert, readAmount, tenge } from '../features/rates/converter.js'
import type { BoardRow } from '../features/rates/rate-lists.js'
import { currencyName } from '../features/rates/rate-words.js'
import { type Language, localAddress } from '../language/language.js'
import { say } from '../language/say.js'

/** As the reader or an old link gave it. */
export interface ConverterWishes {
  amount: string
  from: string
  to: string
}

export interface Converter {
  action: string
  /** As typed. */
  amount: string
  from: CurrencyChoice[]
  to: CurrencyChoice[]
  /** `100 USD = 47 877,00 KZT`, and the rate by which it was reckoned. */
  result: { words: string; rate: string } | null
  /** What to mend in the form. */
  fault: string | null
}

export interface CurrencyChoice {
  code: string
  name: string
  isChosen: boolean
}

const usual = { amount: '100', from: 'USD', to: tenge }

/** A form that is a plain link when sent; nothing is reckoned until an amount is given. */
export function converter(language: Language, board: readonly BoardRow[], given: ConverterWishes): Converter {
  const values = new Map(board.map(({ currency, value }) => [currency, value]))
  const [from, to] = [given.from || usual.from, given.to || usual.to]
  const choices = (chosen: string): CurrencyChoice[] =>
    [tenge, ...values.keys()].map((code) => ({
      code,
      name: currencyName(language, code),
      isChosen: code === chosen,
    }))
  return {
    action: `${localAddress(language, '/rates')}#converter`,
    amount: given.amount || usual.amount,
    from: choices(from),
    to: choices(to),
    ...outcome(language, given.amount, from, to, values),
  }
}

function outcome(
  language: Language,
  typed: string,
  from: string,
  to: string,
  values: ReadonlyMap<string, number>,
): Pick<Converter, 'result' | 'fault'> {
  if (typed === '') return { result: null, fault: null }
  const texts = say(language).rates
  const amount = readAmount(typed)
  if (amount === undefined) return { result: null, fault: texts.badAmount }
  const found = convert(amount, from, to, (currency) => values.get(currency))
  if (!found) return { result: null, fault: texts.badCurrency }
  const sum = (value: number) => sumWords(language, value)
  return {
    fault: null,
    result: {
      words: `${sum(found.amount)}\u00a0${from} = ${sum(found.result)}\u00a0${to}`,
      rate: texts.convertedAt(`1\u00a0${from} = ${sum(found.rate)}\u00a0${to}`),
    },
  }
}

const locales: Record<Language, string> = { ru: 'ru-KZ', kk: 'kk-KZ' }

/** Two places after the comma; what is smaller than a hundredth keeps its first three figures. */
function sumWords(language: Language, value: number): string {
  const options =
    value !== 0 && value < 0.1
      ? { maximumSignificantDigits: 3 }
      : { minimumFractionDigits: 2, maximumFractionDigits: 2 }
  return new Intl.NumberFormat(locales[language], options).format(value)
}
