import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { runningFetchers } from '../../src/operator/running-status.js'
import type { PlannedJob } from '../../src/operator/status.js'
import { fetcherLines } from '../../src/operator/status-words.js'
import { feedBody } from '../features/rates/bodies.js'
import { openRatesTry, type RatesTry, today, xmlAnswer } from '../features/rates/rates-try.js'
import { testNow } from '../support/test-kit.js'
import { openTestSite, type TestSite } from '../support/test-site.js'

const inMinutes = (minutes: number) => new Date(testNow.getTime() + minutes * 60_000)
const planned: PlannedJob[] = [
  { job: 'rates', at: inMinutes(37), fetchers: ['rates-nbk', 'rates-nbk-day', 'rates-frankfurter', 'rates-cbr'] },
  { job: 'cash rates', at: inMinutes(150), fetchers: ['rates-halyk'] },
  { job: 'turn the day', at: inMinutes(720), fetchers: [] },
]

let site: TestSite
let rates: RatesTry
beforeAll(async () => {
  site = await openTestSite({ facts: { pageCache: () => ({ pages: 3, bytes: 4096 }), nextRuns: () => planned } })
  rates = await openRatesTry(site.kit)
})
beforeEach(() => rates.begin())
afterAll(async () => {
  await rates.provider.close()
  await site.close()
})

/** The lines of a terminal, for what the server that runs says. */
async function lines(): Promise<string[]> {
  const found = await runningFetchers(Number(new URL(site.address).port))
  return fetcherLines(found ?? [], site.kit.clock.now())
}

describe('the operator is told of every fetcher', () => {
  test('that it was never asked, and when it will be', async () => {
    expect(await lines()).toEqual([
      'rates-cbr          last success never  circuit closed  next run in 37 min',
      'rates-frankfurter  last success never  circuit closed  next run in 37 min',
      'rates-halyk        last success never  circuit closed  next run in 3 h',
      'rates-nbk          last success never  circuit closed  next run in 37 min',
      'rates-nbk-day      last success never  circuit closed  next run in 37 min',
    ])
  })

  test('when it last succeeded, and when and why it last failed', async () => {
    rates.feed({ status: 403 })
    await rates.refresh()
    site.kit.clock.set(inMinutes(10))
    rates.feed(xmlAnswer(feedBody(today)))
    await rates.refresh()
    site.kit.clock.set(inMinutes(30))
    const found = await lines()
    const at = found.findIndex((line) => line.startsWith('rates-nbk '))
    expect(found.slice(at, at + 2)).toEqual([
      'rates-nbk          last success 20 min ago  circuit closed  next run in 7 min',
      `                   last failure 30 min ago: ${rates.provider.host} answered 403`,
    ])
  })

  test('that it is left alone after five failures on end', async () => {
    rates.feed({ status: 403 })
    for (let count = 0; count < 5; count++) await rates.refresh()
    const found = (await lines()).filter((line) => line.startsWith('rates-nbk '))
    expect(found).toEqual(['rates-nbk          last success never  circuit open  next run in 37 min'])
  })

  test('how long it has asked to be left alone', async () => {
    rates.feed({ status: 429, headers: { 'retry-after': 'Tue, 24 Nov 2026 08:00:00 GMT' } })
    await rates.refresh()
    expect((await lines()).find((line) => line.startsWith('rates-nbk '))).toMatch(/not asked for 60 min, as it wishes$/)
  })

  test('nothing that an answer of a fetcher says of itself', async () => {
    rates.feed({ ...xmlAnswer(feedBody(today)), headers: { etag: '"a"', 'content-type': 'text/xml' } })
    await rates.refresh()
    expect((await site.ask('/status')).body).not.toContain('etag')
  })
})

describe('for Prometheus', () => {
  const seconds = (at: Date) => at.getTime() / 1000

  test('the same stands in figures', async () => {
    rates.feed({ status: 403 })
    for (let count = 0; count < 5; count++) await rates.refresh()
    rates.provider.answer('/rss/get_rates.cfm', xmlAnswer('<rates></rates>'))
    site.kit.clock.set(inMinutes(10))
    rates.day(today)
    await rates.refresh()
    const { status, headers, body } = await site.ask('/metrics')
    expect(status).toBe(200)
    expect(headers['content-type']).toMatch(/^text\/plain/)
    for (const line of [
      `locman_fetcher_last_failure_timestamp_seconds{fetcher="rates-nbk"} ${seconds(testNow)}`,
      'locman_fetcher_circuit_open{fetcher="rates-nbk"} 1',
      `locman_fetcher_next_run_timestamp_seconds{fetcher="rates-nbk"} ${seconds(inMinutes(37))}`,
      `locman_fetcher_next_run_timestamp_seconds{fetcher="rates-halyk"} ${seconds(inMinutes(150))}`,
      `locman_job_next_run_timestamp_seconds{job="turn the day"} ${seconds(inMinutes(720))}`,
      'locman_page_cache_pages 3',
      'locman_page_cache_bytes 4096',
    ]) {
      expect(body.split('\n')).toContain(line)
    }
    expect(body).toMatch(/^process_resident_memory_bytes \d+/m)
  })
})

test.each(['/status', '/metrics'])('%s is not there for who comes through a proxy', async (path) => {
  expect((await site.ask(path)).status).toBe(200)
  for (const header of ['x-forwarded-for', 'forwarded']) {
    const { status, body } = await site.ask(path, { headers: { [header]: '127.0.0.1' } })
    expect(status).toBe(404)
    expect(body).not.toContain('rates-nbk')
  }
})

test('where no server answers, or another program, nothing is taken for its status', async () => {
  rates.provider.answer('/status', { body: '{"fetchers":"none"}' })
  expect(await runningFetchers(Number(new URL(rates.provider.origin).port))).toBeUndefined()
  expect(await runningFetchers(1)).toBeUndefined()
})
