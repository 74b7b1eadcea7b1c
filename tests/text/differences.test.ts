import { expect, test } from 'vitest'
import { comparableText, differences } from '../../src/text/differences.js'

const told = (before: string, after: string) =>
  differences(before, after)
    .map(({ kind, words }) => (kind === 'same' ? words : kind === 'gone' ? `[-${words}]` : `[+${words}]`))
    .join('')

test.each([
  [
    'Мост через реку открыт вчера.',
    'Мост через Үлбі открыт сегодня.',
    'Мост через [-реку][+Үлбі] открыт [-вчера][+сегодня].',
  ],
  ['Қала әкімі келді', 'Қала әкімі кетті', 'Қала әкімі [-келді][+кетті]'],
  ['', 'Новое', '[+Новое]'],
  ['Цена 1 500 тенге 🌉', 'Цена 1 700 тенге 🌉', 'Цена 1 [-500][+700] тенге 🌉'],
])('«%s» and «%s» differ by whole words', (before, after, runs) => {
  expect(told(before, after)).toBe(runs)
})

test('two long texts with no word in common are compared in reasonable time', () => {
  const text = (word: string) => Array.from({ length: 30_000 }, (_, at) => `${word}${at}`).join(' ')
  const began = Date.now()
  const runs = differences(text('а'), text('б'))
  expect(Date.now() - began).toBeLessThan(10_000)
  expect(
    runs
      .filter(({ kind }) => kind !== 'new')
      .map(({ words }) => words)
      .join(''),
  ).toBe(text('а'))
})

test('a body is compared by its lines, and its links and pictures with them', () => {
  expect(
    comparableText(
      '<h2>А</h2><p>Б <a href="/x" rel="noopener">в</a></p><figure><img src="/media/1" alt="мост" /><figcaption>Г</figcaption></figure><ul><li>д</li></ul>',
    ),
  ).toBe('А\nБ в [/x]\n[▣ мост]\nГ\nд')
})

test('a text as long as a book is compared too, by its lines', () => {
  const book = `${'‹'.repeat(900_000)}\nконец\n`
  expect(told(`начало\n${book}`, book)).toBe(`[-начало\n]${book}`)
})
