import { expect, test } from 'vitest'
import { together } from '../../src/platform/together.js'

test('questions of one moment share a call, and everyone is given the answer to his own', async () => {
  const calls: number[][] = []
  const double = together(3, async (numbers: number[]) => {
    calls.push(numbers)
    return numbers.map((number) => number * 2)
  })
  expect(await Promise.all([1, 2, 3, 4].map(double))).toEqual([2, 4, 6, 8])
  expect(await double(5)).toBe(10)
  expect(calls).toEqual([[1, 2, 3], [4], [5]])
})

test('a call that fails is told to all who asked it and to nobody else', async () => {
  const answer = together(2, async (numbers: number[]) => {
    if (numbers.includes(1)) throw new Error('away')
    return numbers
  })
  const outcomes = await Promise.allSettled([1, 2, 3].map(answer))
  expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'fulfilled'])
  expect(await answer(4)).toBe(4)
})
