import { describe, expect, test } from 'vitest'
import { ConfigFaults, readConfig } from '../src/config.js'

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
  test.each(['70000', '1.5', '-2'])('refuses the port %s', (PORT) => {
    expect(() => readConfig({ PORT })).toThrow(/PORT/)
  })
})
