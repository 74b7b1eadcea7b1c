import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { axeFaults, contrastFaults } from '../support/axe-looks.js'
import { type EveryPage, openEveryPage } from '../support/every-page.js'
import {
  at,
  blackOnWhite,
  brokenFigures,
  layoutShift,
  outOfItsBox,
  roomiest,
  sidewaysScroll,
  wearing,
  whiteOnBlack,
} from '../support/page-looks.js'

const slowly = { timeout: 240_000 }

let every: EveryPage
beforeAll(async () => {
  every = await openEveryPage()
}, 120_000)
afterAll(() => every.close())

// Kazakh words are longer, so they are the harder case, and are looked at in more ways. Movement is looked at first: what another
// screen or axe does to a page may move it.
describe('every template in Kazakh is without a fault', () => {
  test('on a desk and on a tablet, dark', slowly, async () => {
    const looks = [layoutShift, at(768, sidewaysScroll)]
    expect(await every.lookAt(every.addresses.kk, { width: 1280, theme: 'dark' }, looks)).toEqual({})
  })

  test(
    'on a phone, dark, at 320 px with letters of 200 % and the widest spacing, and in the colours of a desk',
    slowly,
    async () => {
      const looks = [
        layoutShift,
        sidewaysScroll,
        outOfItsBox,
        axeFaults,
        at(1280, contrastFaults),
        at(320, wearing(roomiest, sidewaysScroll, brokenFigures)),
      ]
      expect(await every.lookAt(every.addresses.kk, { width: 360, theme: 'dark' }, looks)).toEqual({})
    },
  )

  test('for the visually impaired, in each of their colours, without pictures', slowly, async () => {
    const looks = [
      sidewaysScroll,
      axeFaults,
      wearing(whiteOnBlack, contrastFaults, brokenFigures),
      wearing(blackOnWhite, sidewaysScroll, contrastFaults),
    ]
    const blueWithoutPictures = { width: 360, display: '1as1xf' }
    expect(await every.lookAt(every.addresses.kk, blueWithoutPictures, looks)).toEqual({})
  })

  test('in the lite version', slowly, async () => {
    const lite = { width: 360, display: '0an0pl' }
    expect(await every.lookAt(every.addresses.kk, lite, [sidewaysScroll, brokenFigures, axeFaults])).toEqual({})
  })
})
