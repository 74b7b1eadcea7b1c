import type { IncomingMessage } from 'node:http'
import { describe, expect, test } from 'vitest'
import { pageRequest } from '../../src/delivery/page-key.js'

const addresses = {
  counted: new Map([
    ['', []],
    ['section', ['before', 'after']],
    ['search', ['q', 'before']],
  ]),
  passing: ['p'],
}
const asked = (url: string, cookie?: string) => pageRequest({ url, headers: { cookie } } as IncomingMessage, addresses)

describe('the key of a page', () => {
  test('is its path', () => {
    expect(asked('/section/sport')).toEqual({ key: '/section/sport', url: '/section/sport', displayCode: '0an0pf' })
  })
  test('is the same with parameters that the page does not declare', () => {
    expect(asked('/section/sport?utm_source=x&fbclid=1')?.key).toBe('/section/sport')
    expect(asked(`/?${'x=1&'.repeat(1000)}`)?.key).toBe('/')
    expect(asked('/?__proto__=1&constructor=2')?.key).toBe('/')
  })
  test('holds declared parameters in one order, the first of repeated ones', () => {
    expect(asked('/search?before=2-1&q=a&q=b')?.key).toBe('/search?q=a&before=2-1')
    expect(asked('/search?q=a&before=2-1')?.key).toBe('/search?q=a&before=2-1')
  })
  test('is another with another display, which Express is told', () => {
    expect(asked('/', 'display=2dn0pf')).toEqual({ key: '2dn0pf /', url: '/', displayCode: '2dn0pf' })
  })
  test('is the same in Kazakh but for the prefix', () => {
    expect(asked('/kk')?.key).toBe('/kk')
    expect(asked('/kk/section/sport?after=1-1&x=1')?.key).toBe('/kk/section/sport?after=1-1')
  })
  test.each(['/media/x/1.jpg', '/newsroom', '/display', '/healthz', '/?p=12', `/section/${'a'.repeat(3000)}`])(
    'is not made for %s',
    (url) => {
      expect(asked(url)).toBeUndefined()
    },
  )
})
