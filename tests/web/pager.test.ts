import { expect, test } from 'vitest'
import { pageKeyText, readPageWish } from '../../src/web/pager.js'

const key = { at: new Date('2026-11-24T07:00:00.123Z'), id: 4213 }

test('a key survives the trip through an address, to the millisecond', () => {
  expect(readPageWish({ before: pageKeyText(key) })).toEqual({ before: key })
  expect(readPageWish({ after: pageKeyText(key) })).toEqual({ after: key })
})

test.each(['', 'x', '-1', '1-', `${'z'.repeat(30)}-1`, "1'-1", ['1-1'], { a: 1 }, undefined])(
  '%j asks for the newest page',
  (before) => {
    expect(readPageWish({ before })).toBeNull()
  },
)
