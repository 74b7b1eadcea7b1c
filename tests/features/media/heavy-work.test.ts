import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { oneAtATime } from '../../../src/features/media/heavy-work.js'

test('heavy work runs one piece at a time and in order, and a failure harms only itself', async () => {
  const told: string[] = []
  const work = (name: string, milliseconds: number) =>
    oneAtATime(async () => {
      told.push(`${name} begins`)
      await sleep(milliseconds)
      if (name === 'second') throw new Error('broken')
      told.push(`${name} ends`)
      return name
    })
  const results = await Promise.allSettled([work('first', 20), work('second', 1), work('third', 1)])
  expect(told).toEqual(['first begins', 'first ends', 'second begins', 'third begins', 'third ends'])
  expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
})
