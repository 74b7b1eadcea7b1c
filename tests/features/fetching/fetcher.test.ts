import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { BadAnswer } from '../../../src/features/fetching/bad-answer.js'
import { fetcherStates, fetchOnce } from '../../../src/features/fetching/fetcher.js'
import { rows } from '../../../src/platform/database.js'
import { OutsideFailed } from '../../../src/platform/outside.js'
import { openTestKit, type TestKit, testNow } from '../../support/test-kit.js'

let kit: TestKit
beforeAll(async () => {
  kit = await openTestKit()
})
afterAll(() => kit.close())
beforeEach(async () => {
  kit.clock.set(testNow)
  await rows(kit.db, 'delete from fetches')
})
afterEach(() => void vi.useRealTimers())

const works = async () => ({ value: 'news' })
const fails = async () => Promise.reject(new OutsideFailed('unreachable', 'nobody there'))
const state = async () => (await fetcherStates(kit))[0]

describe('a fetcher', () => {
  test('gives the value and remembers the success', async () => {
    expect(await fetchOnce(kit, 'a', works)).toBe('news')
    expect(await state()).toMatchObject({
      fetcher: 'a',
      lastSuccessAt: testNow,
      lastFailureAt: null,
      circuit: 'closed',
    })
  })

  test('gives nothing after a fault, and remembers when and why beside the last success', async () => {
    await fetchOnce(kit, 'a', works)
    const later = new Date(testNow.getTime() + 60_000)
    kit.clock.set(later)
    expect(await fetchOnce(kit, 'a', fails)).toBeUndefined()
    expect(await state()).toMatchObject({
      lastSuccessAt: testNow,
      lastAttemptAt: later,
      lastFailureAt: later,
      lastFailureReason: 'nobody there',
    })
  })

  test('does not throw for an answer that cannot be read, nor for a mistake of ours', async () => {
    expect(await fetchOnce(kit, 'a', async () => Promise.reject(new BadAnswer('not XML')))).toBeUndefined()
    expect(await fetchOnce(kit, 'a', async () => Promise.reject(new TypeError('x is not a function')))).toBeUndefined()
  })

  test('keeps no key out of an address, and at most 300 letters', async () => {
    const words = `https://example.kz/v1?apikey=verysecret does not answer ${'и'.repeat(400)}`
    await fetchOnce(kit, 'a', async () => Promise.reject(new Error(words)))
    const reason = (await state())?.lastFailureReason ?? ''
    expect(reason).toMatch(/^https:\/\/example\.kz does not answer/)
    expect(reason).not.toContain('verysecret')
    expect(reason).toHaveLength(300)
  })

  test("hands the last answer's own words to the next request, and keeps them while nothing changes", async () => {
    const seen: unknown[] = []
    await fetchOnce(kit, 'a', async () => ({ value: 1, etag: '"1"', lastModified: 'Tue, 24 Nov 2026 01:00:00 GMT' }))
    for (let time = 0; time < 2; time++) {
      await fetchOnce(kit, 'a', async (conditions) => {
        seen.push(conditions)
        return 'unchanged'
      })
    }
    const words = { etag: '"1"', lastModified: 'Tue, 24 Nov 2026 01:00:00 GMT' }
    expect(seen).toEqual([words, words])
  })

  test('is not asked before the time that the provider named: its last answer still holds', async () => {
    const notBefore = new Date(testNow.getTime() + 3_600_000)
    await fetchOnce(kit, 'a', async () => ({ value: 1, notBefore }))
    const work = vi.fn(works)
    expect(await fetchOnce(kit, 'a', work)).toBe('unchanged')
    expect(work).not.toHaveBeenCalled()
    kit.clock.set(notBefore)
    expect(await fetchOnce(kit, 'a', work)).toBe('news')
  })

  test('is not asked before Retry-After, and has nothing to give meanwhile', async () => {
    const retryAfter = new Date(testNow.getTime() + 60_000)
    await fetchOnce(kit, 'a', async () => Promise.reject(new OutsideFailed('bad-status', 'busy', 429, retryAfter)))
    expect((await state())?.notBefore).toEqual(retryAfter)
    const work = vi.fn(works)
    expect(await fetchOnce(kit, 'a', work)).toBeUndefined()
    expect(work).not.toHaveBeenCalled()
  })

  test('is never silenced for more than a day', async () => {
    const retryAfter = new Date('2046-01-01')
    await fetchOnce(kit, 'a', async () => Promise.reject(new OutsideFailed('bad-status', 'busy', 503, retryAfter)))
    expect((await state())?.notBefore).toEqual(new Date(testNow.getTime() + 24 * 3_600_000))
  })

  test('is left in peace after five failures on end, for every instance, and tried once after a quarter of an hour', async () => {
    vi.useFakeTimers({ toFake: ['Date'] })
    for (let time = 0; time < 5; time++) await fetchOnce(kit, 'a', fails)
    expect((await state())?.circuit).toBe('open')
    const work = vi.fn(works)
    expect(await fetchOnce(kit, 'a', work)).toBeUndefined()
    expect(work).not.toHaveBeenCalled()
    vi.setSystemTime(Date.now() + 15 * 60_000)
    expect((await state())?.circuit).toBe('half-open')
    await fetchOnce(kit, 'a', fails)
    expect((await state())?.circuit).toBe('open')
    vi.setSystemTime(Date.now() + 15 * 60_000)
    expect(await fetchOnce(kit, 'a', work)).toBe('news')
    expect((await state())?.circuit).toBe('closed')
  })

  test('does not suffer from the failures of another', async () => {
    for (let time = 0; time < 5; time++) await fetchOnce(kit, 'a', fails)
    expect(await fetchOnce(kit, 'b', works)).toBe('news')
  })
})
