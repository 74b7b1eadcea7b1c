import { expect, test } from 'vitest'
import { slugOf, slugPattern } from '../../src/language/slug.js'

test.each([
  ['Мост через Ульбу открыт', 'most-cherez-ulbu-otkryt'],
  ['Щука и ёж: что общего?', 'shchuka-i-yozh-chto-obshchego'],
  ['ә ғ қ ң ө ұ ү һ і', 'a-g-q-n-o-u-u-h-i'],
  ['Ә Ғ Қ Ң Ө Ұ Ү Һ І', 'a-g-q-n-o-u-u-h-i'],
  ['Қаңтарда Өскеменде қар', 'qantarda-oskemende-qar'],
  ['«Лоцман» — 20 лет', 'locman-20-let'],
])('«%s» becomes %s', (title, slug) => {
  expect(slugOf(title)).toBe(slug)
})

test.each(['', '???', '🎉🎉', '\u0000', '   '])('a title without letters still has a slug: %j', (title) => {
  expect(slugOf(title)).toBe('news')
})

test('a long title is cut between words at 80 characters', () => {
  const slug = slugOf('очень длинное слово '.repeat(40))
  expect(slug.length).toBeLessThanOrEqual(80)
  expect(slug).toMatch(slugPattern)
  expect(slug).toMatch(/(?:ochen|dlinnoe|slovo)$/)
})

test('one endless word is cut too', () => {
  expect(slugOf('ж'.repeat(500)).length).toBeLessThanOrEqual(80)
})
