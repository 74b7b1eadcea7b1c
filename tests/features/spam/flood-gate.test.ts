import { expect, test } from 'vitest'
import { openFloodGate } from '../../../src/features/spam/flood-gate.js'

const addressOf = (at: number) => `198.${at >> 8}.${at & 255}.7`

test('a flood from one address is turned away there, and takes nothing from others', async () => {
  const gate = openFloodGate({ perAddress: 6, perNetwork: 60, perSite: 300 })
  const waits: number[] = []
  for (let at = 0; at < 10_000; at += 1) waits.push(await gate.waitFor('203.0.113.7'))
  expect(waits.filter((wait) => wait === 0)).toHaveLength(6)
  expect(Math.max(...waits)).toBeLessThanOrEqual(60)
  expect(await gate.waitFor('203.0.113.99')).toBe(0)
  expect(await gate.waitFor('198.51.100.1')).toBe(0)
})

test('a flood from everywhere comes in as far as the site takes it, and is asked for work long before', async () => {
  const gate = openFloodGate({ perAddress: 6, perNetwork: 60, perSite: 300 })
  let cameIn = 0
  let quietUntil = 0
  for (let at = 0; at < 10_000; at += 1) {
    if ((await gate.waitFor(addressOf(at))) === 0) cameIn += 1
    if (quietUntil === 0 && (await gate.isBusy(addressOf(9999)))) quietUntil = cameIn
  }
  expect(cameIn).toBe(300)
  expect(quietUntil).toBeGreaterThan(0)
  expect(quietUntil).toBeLessThanOrEqual(76)
})
