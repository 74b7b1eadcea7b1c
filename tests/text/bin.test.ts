import { describe, expect, test } from 'vitest'
import { businessNumber, publicNumber } from '../../src/text/bin.js'

// All invented; their last figures are right.
const firm = '990140000007'
const secondRound = '990140000806'
const person = '991231000004'

describe('a number under which somebody does business', () => {
  test.each([firm, secondRound, person, '9901 4000 0007', '990140-000007'])('is taken as it is typed: %s', (typed) => {
    expect(businessNumber(typed)?.number).toBe(typed.replace(/\D/g, ''))
  })

  test.each(['', '99014000000', '9901400000070', '99014000000x', '000000000000', '９９０１４０００００07'])(
    'has twelve figures, and is not «%s»',
    (typed) => expect(businessNumber(typed)).toBeNull(),
  )

  test('is found wrong when one figure is mistyped, but for the eleventh, which the rule weighs with eleven', () => {
    let hidden = 0
    for (const at of [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 11])
      for (let more = 1; more < 10; more += 1) {
        const wrong = (Number(firm[at]) + more) % 10
        if (businessNumber(`${firm.slice(0, at)}${wrong}${firm.slice(at + 1)}`) !== null) hidden += 1
      }
    // The second round of weights hides one of ninety-nine.
    expect(hidden).toBe(1)
  })

  test('is shown to everybody where a firm has it, and never where it tells a birthday', () => {
    expect([firm, secondRound, person, '', '12'].map(publicNumber)).toEqual([firm, secondRound, null, null, null])
  })
})
