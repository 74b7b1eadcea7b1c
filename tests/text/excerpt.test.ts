import { expect, test } from 'vitest'
import { excerpt, readingMinutes } from '../../src/text/excerpt.js'

test('a short text is left as it is', () => {
  expect(excerpt('Мост открыт.', 50)).toBe('Мост открыт.')
})

test('a long one is cut between words, without hanging punctuation', () => {
  expect(excerpt('Мост через реку, который ждали, открыт', 32)).toBe('Мост через реку, который ждали…')
})

test('one endless word is cut all the same', () => {
  expect(excerpt('а'.repeat(100), 10)).toBe(`${'а'.repeat(9)}…`)
})

test('reading takes at least a minute', () => {
  expect(readingMinutes(0)).toBe(1)
  expect(readingMinutes(900)).toBe(5)
})
