import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Reader } from '../support/browser.js'
import { type EveryPage, openEveryPage } from '../support/every-page.js'
import {
  at,
  axeFaults,
  contrastFaults,
  type Look,
  layoutShift,
  sidewaysScroll,
  wearing,
} from '../support/page-looks.js'

let every: EveryPage
beforeAll(async () => {
  every = await openEveryPage()
}, 120_000)
afterAll(() => every.close())

/** White on black, and black on white, for the visually impaired. */
const [black, white] = ['2ab1pf', '3aw0pf']

// Kazakh words are longer, so they are the harder case, and are looked at in more ways. Movement is looked at first: what another
// screen or axe does to a page may move it.
describe('every template in Kazakh is without a fault', () => {
  test.each<[string, Reader, readonly Look[]]>([
    [
      'on a desk and on a tablet, dark, and white on black',
      { width: 1280, theme: 'dark' },
      [layoutShift, at(768, sidewaysScroll), contrastFaults, wearing(black, contrastFaults)],
    ],
    ['on a phone, dark', { width: 360, theme: 'dark' }, [layoutShift, sidewaysScroll, axeFaults]],
    [
      'at 320 px with letters of 200 % and the widest spacing, and black on white',
      { width: 320, display: '4an2pf' },
      [sidewaysScroll, at(360, wearing(white, sidewaysScroll, contrastFaults))],
    ],
    [
      'for the visually impaired, blue, without pictures',
      { width: 360, display: '1as1xf' },
      [sidewaysScroll, axeFaults],
    ],
    ['in the lite version', { width: 360, display: '0an0pl' }, [sidewaysScroll, axeFaults]],
  ])('%s', { timeout: 240_000 }, async (_, reader, looks) => {
    expect(await every.lookAt(every.addresses.kk, reader, looks)).toEqual({})
  })
})
