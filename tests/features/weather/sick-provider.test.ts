import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { refreshWeather } from '../../../src/features/weather/weather-refresh.js'
import { gzipBomb, isSlow, type ReplayAnswer, redirect } from '../../support/replay-server.js'
import { metAnswer } from './providers.js'
import { json, later, openWeatherKit, type WeatherKit } from './weather-kit.js'

const path = '/weatherapi/locationforecast/2.0/compact'

let kit: WeatherKit
let good: string
beforeAll(async () => {
  kit = await openWeatherKit('met')
})
beforeEach(async () => {
  await kit.startAnew()
  kit.replay.answer(path, forecast)
  await refreshWeather(kit)
  good = await kit.seen()
})
afterAll(() => kit.close())

function forecast(request: { path: string }): { headers: Record<string, string>; body: string } {
  const { searchParams } = new URL(request.path, 'http://x')
  const place = { slug: '', latitude: Number(searchParams.get('lat')), longitude: Number(searchParams.get('lon')) }
  return json(metAnswer(place, kit.clock.now()))
}

/** A provider that is slow on purpose need not be waited for. */
function inAHurry(kit: WeatherKit): WeatherKit {
  return { ...kit, weather: { ...kit.weather, deadlineInSeconds: 0.2 } }
}

const mebibyte = 1024 * 1024

describe('a reader keeps the last good weather while the provider', () => {
  test.each<[string, ReplayAnswer | (() => ReplayAnswer), RegExp]>([
    ['answers with its error as JSON and status 200', json({ error: true, reason: 'no' }), /geometry/],
    [
      'answers with a page of HTML and status 200',
      { headers: { 'content-type': 'text/html' }, body: '<!doctype html><h1>Request rejected</h1>' },
      /not JSON/,
    ],
    ['answers with nothing and status 200', { body: '' }, /empty/],
    ['sends half of its JSON as if it were all', { body: '{"type":"Feature","geometry":{"ty' }, /broken JSON/],
    [
      'breaks the connection in the middle',
      () => ({ ...json({ padding: 'x'.repeat(5000) }), behaviour: 'cut' }),
      /cannot be reached/,
    ],
    ['sends another alphabet than its header says', { body: Buffer.from([0xff, 0xfe, 0x7b, 0x00]) }, /not JSON/],
    ['redirects to another host', redirect('http://127.0.0.1:9/elsewhere'), /redirects to/],
    ['redirects in a circle', redirect(path), /redirects more than/],
    ['sends five megabytes', { body: `"${'x'.repeat(5 * mebibyte)}"` }, /more than is taken/],
    ['sends without end', { behaviour: 'endless' }, /more than is taken/],
    ['sends a bomb of gzip', gzipBomb(50 * mebibyte, 'application/json'), /more than is taken/],
    ['drips a byte a second', { ...json({ type: 'Feature' }), behaviour: 'drip' }, /in time/],
    ['does not even send headers', { behaviour: 'hang' }, /in time/],
    ['answers 403', { status: 403 }, /403/],
    ['answers 429', { status: 429, headers: { 'retry-after': '600' } }, /429/],
    ['answers 500', { status: 500 }, /500/],
    ['answers 503', { status: 503, headers: { 'retry-after': '600' } }, /503/],
    ['answers 304 to a question without a condition', { status: 304 }, /304/],
  ])('%s', async (_, answer, reason) => {
    const sent = typeof answer === 'function' ? answer() : answer
    kit.replay.answer(path, sent)
    later(kit, 1)
    await refreshWeather(isSlow(sent) ? inAHurry(kit) : kit)
    expect(await kit.lastFault()).toMatch(reason)
    expect(await kit.seen()).toBe(good)
  })
})

describe('a reader sees the new weather although the provider', () => {
  test.each<[string, (body: string) => ReplayAnswer]>([
    ['names the wrong charset', (body) => ({ headers: { 'content-type': 'text/html; charset=koi8-r' }, body })],
    ['begins with a byte order mark', (body) => ({ body: `\uFEFF${body}` })],
    ['compresses it', (body) => ({ headers: { 'content-encoding': 'gzip' }, body: gzipSync(body) })],
  ])('%s', async (_, dress) => {
    later(kit, 1)
    kit.replay.answer(path, (request) => {
      const { searchParams } = new URL(request.path, 'http://x')
      const place = { slug: '', latitude: Number(searchParams.get('lat')), longitude: Number(searchParams.get('lon')) }
      return dress(JSON.stringify(metAnswer(place, kit.clock.now(), { noon: -20 })))
    })
    await refreshWeather(kit)
    expect(await kit.seen()).toMatch(/^−20°/)
  })
})

describe('when no answer comes any more', () => {
  test('three silent towns are enough: the others are not asked', async () => {
    const whole = await openWeatherKit('met', { allTowns: true })
    whole.replay.answer(path, { behaviour: 'hang' })
    await refreshWeather(inAHurry(whole))
    expect(whole.replay.requests).toHaveLength(3)
    await whole.close()
  })

  test('after three hours the weather says how old it is', async () => {
    later(kit, 2.9)
    expect(await kit.seen()).not.toContain('Последние данные')
    later(kit, 0.2)
    expect(await kit.seen()).toMatch(/^−4°.*Последние данные: 12:00$/)
    expect(await kit.seen('semey', 'kk')).toMatch(/Соңғы дерек: 12:00$/)
  })

  test('after twelve hours nothing is said of now, and the days stay', async () => {
    later(kit, 12.1)
    expect(await kit.seen()).toBe('ночь −11°, чт −2°, пт −1°, сб 0°; Последние данные: 24 ноября, 12:00')
  })

  test('days are told until their date has passed, and then nothing', async () => {
    later(kit, 5 * 24)
    expect(await kit.seen()).toMatch(/^ночь −6°, пн \+2°/)
    later(kit, 4 * 24)
    expect(await kit.seen()).toBe('nothing')
  })
})
