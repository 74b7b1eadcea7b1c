import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type Outside, openOutside } from '../../../src/platform/outside.js'
import { openReplay, type Replay } from '../../support/replay-server.js'
import { testNow } from '../../support/test-kit.js'

let provider: Replay
let outside: Outside
beforeAll(async () => {
  provider = await openReplay()
  const clock = { now: () => testNow }
  outside = openOutside({ userAgent: 'Locman tests', privateHosts: ['127.0.0.1'], clock, pauseInMilliseconds: 0 })
})
afterAll(() => provider.close())
beforeEach(() => provider.forget())

const wish = { maxBytes: 1000, deadlineInSeconds: 5 }
const get = (more = {}) => outside.get(`${provider.origin}/a`, { ...wish, ...more })

describe('an answer from outside', () => {
  test('brings what it says of itself', async () => {
    provider.answer('/a', {
      headers: {
        etag: '"1"',
        'last-modified': 'Mon, 23 Nov 2026 10:00:00 GMT',
        expires: 'Tue, 24 Nov 2026 10:00:00 GMT',
      },
      body: 'news',
    })
    expect(await get()).toMatchObject({
      status: 200,
      etag: '"1"',
      lastModified: 'Mon, 23 Nov 2026 10:00:00 GMT',
      expires: new Date('2026-11-24T10:00:00Z'),
      notModified: false,
    })
  })

  test.each(['-1', '0', 'tomorrow'])('does not expire at «%s»', async (expires) => {
    provider.answer('/a', { headers: { expires } })
    expect((await get()).expires).toBeUndefined()
  })

  test('is as good with status 203, and no good with 204', async () => {
    provider.answer('/a', { status: 203, body: 'old news' })
    expect(await get()).toMatchObject({ status: 203, bytes: Buffer.from('old news') })
    provider.answer('/a', { status: 204 })
    await expect(get()).rejects.toMatchObject({ reason: 'bad-status', status: 204 })
  })

  test('is empty when nothing has changed since the conditions', async () => {
    provider.answer('/a', { status: 304, headers: { expires: 'Tue, 24 Nov 2026 10:00:00 GMT' } })
    const conditions = { etag: '"1"', lastModified: 'Mon, 23 Nov 2026 10:00:00 GMT' }
    const answer = await get({ conditions })
    expect(answer).toMatchObject({
      notModified: true,
      bytes: Buffer.alloc(0),
      expires: new Date('2026-11-24T10:00:00Z'),
    })
    expect(provider.requests[0]?.headers).toMatchObject({
      'if-none-match': '"1"',
      'if-modified-since': 'Mon, 23 Nov 2026 10:00:00 GMT',
    })
    await expect(get()).rejects.toMatchObject({ reason: 'bad-status', status: 304 })
  })

  test.each([
    [429, '120', '2026-11-24T07:02:00Z'],
    [503, 'Tue, 24 Nov 2026 08:00:00 GMT', '2026-11-24T08:00:00Z'],
  ])('with status %d says when to come back, and nobody comes before', async (status, header, time) => {
    provider.answer('/a', { status, headers: { 'retry-after': header } })
    await expect(get()).rejects.toMatchObject({ status, retryAfter: new Date(time) })
    expect(provider.requests).toHaveLength(1)
  })

  test('is not asked for over http where https is wanted', async () => {
    const strict = openOutside({ userAgent: 'Locman tests' })
    await expect(strict.get('http://example.kz/', { ...wish, httpsOnly: true })).rejects.toMatchObject({
      reason: 'refused-address',
    })
  })
})
