import { describe, expect, test } from 'vitest'
import { ConfigFaults, ratesOf, readConfig } from '../src/config.js'
import { checkTownAhead } from '../src/first-start.js'

describe('the configuration', () => {
  test('needs nothing', () => {
    expect(readConfig({})).toMatchObject({
      PORT: 3000,
      HOST: '127.0.0.1',
      SITE_ADDRESS: 'http://localhost:3000',
      SAMPLE_NEWS: true,
    })
  })
  test('takes an empty value for an absent one', () => {
    expect(readConfig({ PORT: '', DATABASE_URL: '' }).PORT).toBe(3000)
  })
  test('keeps only the origin of the address of the site', () => {
    expect(readConfig({ SITE_ADDRESS: 'https://Example.kz/' }).SITE_ADDRESS).toBe('https://example.kz')
  })
  test('lists every fault at once and never shows a connection string', () => {
    const wrong = {
      PORT: 'abc',
      SITE_ADDRESS: 'ftp://x',
      DATABASE_URL: 'mysql://user:secret@host',
      PAGE_CACHE_MB: '-1',
      SAMPLE_NEWS: 'yes',
    }
    expect(() => readConfig(wrong)).toThrow(ConfigFaults)
    try {
      readConfig(wrong)
    } catch (error) {
      const { faults, message } = error as ConfigFaults
      expect(faults.map((fault) => fault.split(':')[0])).toEqual([
        'PORT',
        'SITE_ADDRESS',
        'DATABASE_URL',
        'PAGE_CACHE_MB',
        'SAMPLE_NEWS',
      ])
      expect(message).not.toContain('secret')
    }
  })
  test('lists beside other faults what only later steps would find: the town and the key of the weather', () => {
    const others = { PROXIES: '-2', WEATHER_TOWN: 'moscow', WEATHER_PROVIDER: 'openmeteo' }
    expect(() => readConfig(others)).toThrow(
      /3 faults:\n {2}- PROXIES: .*\n {2}- OPEN_METEO_KEY: .*\n {2}- WEATHER_TOWN: /,
    )
    expect(() => readConfig({ ...others, WEATHER_TOWN: 'semey' })).toThrow(/2 faults/)
  })
  test('blames no setting for a fault of the one that it is judged by', () => {
    const faults = { SITE_ADDRESS: 'locman.kz', WEATHER_PROVIDER: 'met', AIR_QUALITY_ADDRESS: 'none' }
    expect(() => readConfig(faults)).toThrow(/2 faults:\n {2}- SITE_ADDRESS: .*\n {2}- AIR_QUALITY_ADDRESS: /)
  })
  test('leaves a town that does not come with the portal to the database', () => {
    expect(readConfig({ WEATHER_TOWN: 'ridder' }).WEATHER_TOWN).toBe('ridder')
  })
  test('finds a wrong town before anything is made where the database is yet to be', () => {
    const first = { DATA_FOLDER: 'nowhere', WEATHER_TOWN: 'moscow' }
    expect(() => checkTownAhead(readConfig(first))).toThrow(/WEATHER_TOWN: no such town comes with the portal/)
    expect(() => checkTownAhead(readConfig({ ...first, WEATHER_TOWN: 'semey' }))).not.toThrow()
    expect(() => checkTownAhead(readConfig({ ...first, DATABASE_URL: 'postgres://127.0.0.1/x' }))).not.toThrow()
  })
  test.each(['70000', '1.5', '-2'])('refuses the port %s', (PORT) => {
    expect(() => readConfig({ PORT })).toThrow(/PORT/)
  })
  test.each([
    ['PORT', '70000', 'from 0 to 65535'],
    ['PORT', '1.5', 'from 0 to 65535'],
    ['PROXIES', '-2', 'from 0 to 5'],
    ['DATABASE_POOL', '-1', 'from 2 to 100'],
    ['DATABASE_POOL', 'ten', 'from 2 to 100'],
    ['PAGE_CACHE_MB', '-1.5', 'from 0 to 4096'],
  ])('says of %s=%s what is wanted: a whole number %s', (name, value, wanted) => {
    expect(() => readConfig({ [name]: value })).toThrow(
      `a fault:\n  - ${name}: must be a whole number ${wanted} (now "${value}")`,
    )
  })
  test('refuses a name that no header can carry', () => {
    for (const USER_AGENT of ['Лоцман (+https://locman.kz)', 'Locman\nX: y'])
      expect(() => readConfig({ USER_AGENT })).toThrow(/USER_AGENT: must be in Latin letters/)
  })
  test('refuses the commercial host of the air without a key, whoever tells the weather', () => {
    const AIR_QUALITY_ADDRESS = 'https://customer-air-quality-api.open-meteo.com'
    for (const WEATHER_PROVIDER of [undefined, 'met', 'off']) {
      const given = { AIR_QUALITY_ADDRESS, WEATHER_PROVIDER, SITE_ADDRESS: 'https://locman.kz' }
      expect(() => readConfig(given)).toThrow(/OPEN_METEO_KEY/)
      expect(readConfig({ ...given, OPEN_METEO_KEY: 'k' }).AIR_QUALITY_ADDRESS).toBe(AIR_QUALITY_ADDRESS)
    }
  })
  test('takes the currencies of the widget in the order of the operator', () => {
    expect(ratesOf(readConfig({ RATES_CURRENCIES: 'cny, USD,TRY' })).currencies).toEqual(['CNY', 'USD', 'TRY'])
    expect(ratesOf(readConfig({})).currencies).toEqual(['USD', 'EUR', 'RUB', 'CNY', 'KGS', 'UZS'])
  })
  test.each(['USD,', 'USD,dollar', 'USD,EUR,USD', 'USD,KZT', 'USD,XDR', 'AUD,AZN,BYN,CAD,CHF,CNY,EUR,GBP,USD'])(
    'refuses the currencies %s',
    (RATES_CURRENCIES) => {
      expect(() => readConfig({ RATES_CURRENCIES })).toThrow(/RATES_CURRENCIES: must be one to 8 different currencies/)
    },
  )
  test.each(['7 8 * * mon-fri', '*/15 * * * *'])('takes the hours «%s»', (words) => {
    expect(readConfig({ RATES_CRON: words, WEATHER_CRON: words })).toMatchObject({
      RATES_CRON: words,
      WEATHER_CRON: words,
    })
  })
  test.each(['* * * * * *', '61 * * * *', 'daily', '@daily', '8:07'])('refuses the hours «%s»', (words) => {
    expect(() => readConfig({ RATES_CRON: words })).toThrow(/RATES_CRON: must be five fields of cron/)
    expect(() => readConfig({ WEATHER_CRON: words })).toThrow(/WEATHER_CRON: must be five fields of cron/)
  })
})
