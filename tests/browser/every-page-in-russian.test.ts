import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { axeFaults, axeFaultsOfFrame } from '../support/axe-looks.js'
import type { Reader } from '../support/browser.js'
import { type EveryPage, openEveryPage } from '../support/every-page.js'
import {
  at,
  layoutShift,
  layoutShiftOver,
  markupFaults,
  roomiest,
  sidewaysScroll,
  wearing,
} from '../support/page-looks.js'
import { openSlowLine } from '../support/slow-line.js'

const slowly = { timeout: 240_000 }

let every: EveryPage
beforeAll(async () => {
  every = await openEveryPage()
}, 120_000)
afterAll(() => every.close())

test('every template is valid HTML in both languages', slowly, async () => {
  const found: Record<string, string[]> = {}
  for (const address of [...every.addresses.ru, ...every.addresses.kk, ...every.frames]) {
    const { body } = await every.site.ask(address)
    const faults = await markupFaults(body)
    if (faults.length > 0) found[address] = faults
  }
  expect(found).toEqual({})
})

describe('a banner', () => {
  test.each<[string, Reader]>([
    ['on a desk, light', { width: 1280, theme: 'light' }],
    ['on a phone, dark', { width: 360, theme: 'dark' }],
  ])('is without a fault in its own frame %s', slowly, async (_, reader) => {
    expect(await every.lookAt(every.frames, reader, [axeFaultsOfFrame])).toEqual({})
  })
})

// Movement is looked at first: what another screen or axe does to a page may move it.
describe('every template in Russian is without a fault', () => {
  test(
    'on a desk, on a tablet, and at 320 px with letters of 200 % and the widest spacing, light',
    slowly,
    async () => {
      const looks = [layoutShift, axeFaults, at(768, sidewaysScroll), at(320, wearing(roomiest, sidewaysScroll))]
      expect(await every.lookAt(every.addresses.ru, { width: 1280, theme: 'light' }, looks)).toEqual({})
    },
  )

  test('on a phone, light', slowly, async () => {
    const looks = [layoutShift, sidewaysScroll]
    expect(await every.lookAt(every.addresses.ru, { width: 360, theme: 'light' }, looks)).toEqual({})
  })
})

describe('a page that comes in pieces does not move by more than a hair', () => {
  // Of each way to put a page together one.
  const story = () => every.addresses.ru.filter((address) => address.startsWith('/news/'))
  const pages = [
    '/',
    '/section/roads',
    '/archive/2026/11',
    '/search?q=%D1%81%D0%BD%D0%B5%D0%B3',
    '/weather',
    '/weather/oskemen',
    '/rates',
    '/popular',
  ]

  test.each([1280, 768, 360])('at %i px', slowly, async (width) => {
    const line = await openSlowLine(every.site.address)
    onTestFinished(line.close)
    expect(await every.lookAt([...pages, ...story()], { width }, [layoutShiftOver(0.001)], line.address)).toEqual({})
  })
})
