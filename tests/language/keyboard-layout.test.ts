import { expect, test } from 'vitest'
import { inOtherLayouts } from '../../src/language/keyboard-layout.js'

test.each([
  ['ghbdtn', 'привет'],
  ['GHBDTN', 'привет'],
  ['cytu', 'снег'],
  ['c2ktv', 'сәлем'],
  ['r-rgfh', 'көкпар'],
  ['f00e', 'аққу'],
  ['к8н', 'күн'],
  ['ма0ала', 'мақала'],
  ['лфызш', 'kaspi'],
  ['[jr rtq', 'хок кей'],
])('%s may be %s', (typed, meant) => {
  expect(inOtherLayouts(typed)).toContain(meant)
})

test.each(['', '2026', '%%%'])('%j means nothing else', (typed) => {
  expect(inOtherLayouts(typed)).toEqual([])
})
