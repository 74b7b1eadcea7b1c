import { expect, test } from 'vitest'
import type { Quote } from '../../../src/features/rates/rate.js'
import { checkQuotes } from '../../../src/features/rates/rate-check.js'
import { usualLines } from './bodies.js'
import { today } from './rates-try.js'

const quote = (code: string, figure: string, lot = '1'): Quote => ({ code, figure, lot, day: today, change: '' })
const usual = usualLines.map(({ code, figure, lot }) => quote(code, figure, lot ?? '1'))
const check = (...more: Quote[]) =>
  checkQuotes('nbk', [...usual, ...more], { today, shownDay: null, leastCurrencies: 20 })

test('a rial quoted for a million is worth a millionth of it', () => {
  expect(check(quote('IRR', '355.2', '1000000')).rates.find(({ currency }) => currency === 'IRR')?.value).toBe(
    0.0003552,
  )
})

test('drawing rights and gold are left out in silence, a broken row is told', () => {
  expect(check(quote('XDR', '650'), quote('XAU', '60000'), quote('KZT', '1')).dropped).toEqual([])
  expect(check(quote('IRR', '355.2', '7')).dropped).toEqual(['IRR: lot'])
})
