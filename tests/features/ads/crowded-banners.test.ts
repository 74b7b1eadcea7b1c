import { describe, expect, test } from 'vitest'
import { ReaderCaps } from '../../../src/features/ads/reader-caps.js'

const now = new Date('2026-11-24T12:00:00+05:00')
const banner = 7

/** How many of so many readers are counted, each with a browser of their own. */
function counted(of: 'shown' | 'seen' | 'click', readers: number, addressOf: (reader: number) => string): number {
  const caps = new ReaderCaps()
  let clean = 0
  for (let reader = 0; reader < readers; reader += 1)
    if (!caps.isCrowded({ address: addressOf(reader), userAgent: `browser ${reader}` }, banner, of, now)) clean += 1
  return clean
}

describe('of one banner', () => {
  test('a machine under ten thousand names is counted as a crowd and no more', () => {
    const machine = () => '5.5.5.5'
    expect(counted('shown', 10_000, machine)).toBe(3000)
    expect(counted('seen', 10_000, machine)).toBe(3000)
    expect(counted('click', 10_000, machine)).toBe(300)
  })

  test('readers at as many addresses all count', () => {
    for (const of of ['shown', 'seen', 'click'] as const)
      expect(counted(of, 5000, (reader) => `5.6.${reader >> 8}.${reader & 255}`)).toBe(5000)
  })

  test('showings leave room for clicks, and one banner for another', () => {
    const caps = new ReaderCaps()
    const reader = { address: '5.5.5.5', userAgent: 'a browser' }
    for (let at = 0; at < 3000; at += 1) caps.isCrowded(reader, banner, 'shown', now)
    expect(caps.isCrowded(reader, banner, 'shown', now)).toBe(true)
    expect(caps.isCrowded(reader, banner, 'click', now)).toBe(false)
    expect(caps.isCrowded(reader, banner + 1, 'shown', now)).toBe(false)
  })

  test('an hour makes room for five hundred showings', () => {
    const caps = new ReaderCaps()
    const reader = { address: '5.5.5.5', userAgent: 'a browser' }
    const later = new Date(now.getTime() + 3_600_000)
    for (let at = 0; at < 4000; at += 1) caps.isCrowded(reader, banner, 'shown', now)
    let more = 0
    for (let at = 0; at < 4000; at += 1) if (!caps.isCrowded(reader, banner, 'shown', later)) more += 1
    expect(more).toBe(500)
  })
})
