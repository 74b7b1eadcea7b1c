import { expect, test } from 'vitest'
import { turns } from '../../src/platform/turns.js'

test('no more pieces of work run at once than there are turns, and all come to theirs', async () => {
  const inTurn = turns(2)
  let running = 0
  let most = 0
  const work = (answer: number) =>
    inTurn(async () => {
      running += 1
      most = Math.max(most, running)
      await new Promise((resolve) => setImmediate(resolve))
      running -= 1
      if (answer === 3) throw new Error('broken')
      return answer
    })
  const results = await Promise.allSettled([1, 2, 3, 4, 5, 6].map(work))
  expect(most).toBe(2)
  expect(results.map((each) => each.status === 'fulfilled' && each.value)).toEqual([1, 2, false, 4, 5, 6])
})
