import { describe, expect, test } from 'vitest'
import {
  changeDisplay,
  displayClasses,
  displayCode,
  displayCodeIn,
  readDisplay,
  usualCode,
  usualDisplay,
} from '../../src/web/display.js'

describe('the display cookie', () => {
  test('is read back as it was written', () => {
    const chosen = { size: 3, theme: 'dark', contrast: 'blue', spacing: 2, pictures: false, lite: true } as const
    expect(readDisplay(displayCode(chosen))).toEqual(chosen)
  })
  test.each([
    undefined,
    '',
    'display=',
    'display=9an0pf',
    'display=2an0pf-and-more',
    'display="><script>',
    `display=${'2'.repeat(5000)}`,
    'xdisplay=2dn0pf',
    '__proto__=1',
  ])('forged or absent is the usual display: %j', (cookies) => {
    expect(displayCodeIn(cookies)).toBe(usualCode)
  })
  test('is found among others', () => {
    expect(displayCodeIn('a=1; display=2dn0pf; b=2')).toBe('2dn0pf')
  })
})

test('a wish changes only what it names, and nonsense changes nothing', () => {
  expect(changeDisplay(usualDisplay, { theme: 'dark' })).toEqual({ ...usualDisplay, theme: 'dark' })
  expect(changeDisplay(usualDisplay, { size: '9', theme: ['dark'], lite: 'yes', __proto__: { size: '1' } })).toEqual(
    usualDisplay,
  )
})

test('the page is told by classes alone', () => {
  expect(displayClasses(usualDisplay)).toBe('size-0 theme-auto')
  expect(displayClasses({ ...usualDisplay, contrast: 'black', pictures: false })).toBe(
    'size-0 theme-auto contrast-black no-pictures',
  )
})
