import { expect, test } from 'vitest'
import { adsTxt, faultsOfAdsTxt } from '../../../src/features/ads/ads-txt.js'

const good = `# sellers
exchange.example.com, pub-1234, DIRECT, f08c47fec0942fa0
other.example.org , 77 , reseller # through them
CONTACT=ads@portal.example
OWNERDOMAIN=portal.example
`

test('lines by the specification have no fault', () => {
  expect(faultsOfAdsTxt(good)).toEqual([])
  expect(adsTxt(good)).toBe(good)
})

test.each([
  ['exchange.example.com, pub-1234', 'fields'],
  ['exchange.example.com, pub-1, DIRECT, a, b', 'fields'],
  ['not a domain, pub-1, DIRECT', 'domain'],
  ['exchange.example.com, , DIRECT', 'account'],
  ['exchange.example.com, pub-1, PARTNER', 'relation'],
  ['OWNERDOMAIN=https://portal.example', 'variable'],
  ['SOMETHING=else', 'variable'],
  ['<script>alert(1)</script>', 'fields'],
])('«%s» is told apart: %s', (line, fault) => {
  expect(faultsOfAdsTxt(`# a comment\n${line}`)).toEqual([{ line: 2, fault }])
})

test('a second owner is one too many', () => {
  expect(faultsOfAdsTxt('OWNERDOMAIN=a.kz\nOWNERDOMAIN=b.kz')).toEqual([{ line: 2, fault: 'owner twice' }])
})

test('a portal without sellers says so in the way the specification gives', () => {
  expect(adsTxt('')).toBe('placeholder.example.com, placeholder, DIRECT, placeholder\n')
})
