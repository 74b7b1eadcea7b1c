import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { weightWords } from '../../src/language/numbers.js'
import { say } from '../../src/language/say.js'

function leaves(value: unknown, path = ''): [string, unknown][] {
  return typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([key, inner]) => leaves(inner, `${path}.${key}`))
    : [[path, value]]
}

/** The files themselves: what stands in a function is read too, whatever it is called with. */
const linesOf = (folder: string, names: RegExp) =>
  readdirSync(folder)
    .filter((name) => names.test(name))
    .flatMap((name) => readFileSync(join(folder, name), 'utf8').split('\n'))
    .map((line) => line.replace(/\\u00a0|\\n/g, ' '))

const kazakhLines = linesOf('src/language', /^(?:.+-)?kk\.ts$/)

const russian = leaves(say('ru'))
const kazakh = leaves(say('kk'))

describe('the interface', () => {
  test('has the same texts in the same order in both languages', () => {
    expect(kazakh.map(([path]) => path)).toEqual(russian.map(([path]) => path))
  })
  test('has no empty text', () => {
    expect([...russian, ...kazakh].filter(([, text]) => typeof text === 'string' && text.trim() === '')).toEqual([])
  })
  test('uses « » and never straight quotation marks', () => {
    expect([...russian, ...kazakh].filter(([, text]) => typeof text === 'string' && /["„“]/.test(text))).toEqual([])
  })
  test('is not Russian where it should be Kazakh', () => {
    const sameOnPurpose =
      /^\.(?:site\.name|share\.|article\.byline|board\.label\.|list\.author|newsroom\.(?:name|roles\.editor|campaigns\.(?:phone|desk)|partnerFeeds\.kinds\.(?:atom|json)|pings\.targets\.[\w-]+|crawlers\.agent)$|editor\.(?:fields\.lead|script\.(?:plain|gallery))$)/
    const same = kazakh.filter(
      ([path, text]) => typeof text === 'string' && text === new Map(russian).get(path) && !sameOnPurpose.test(path),
    )
    expect(same).toEqual([])
  })
  test('has no Latin letter inside a Cyrillic word, however alike they look', () => {
    const lines = [
      ...kazakhLines,
      ...linesOf('src/language', /^(?:.+-)?ru\.ts$/),
      ...linesOf('src/features/samples', /\.ts$/),
      ...linesOf('src/features/samples/stories', /\.ts$/),
      ...linesOf('src/features/board', /^sample-notices\.ts$/),
    ]
    expect(lines.length).toBeGreaterThan(5000)
    expect(
      lines.filter((line) => /\p{Script=Cyrillic}\p{Script=Latin}|\p{Script=Latin}\p{Script=Cyrillic}/u.test(line)),
    ).toEqual([])
  })
  test('glues no Kazakh ending to a name or a number that varies: the vowels would not agree', () => {
    const glued = /\}-?(?:[ндт][ае]н|[ғгқк][ае]|[дт][ае]|[ндт][ыі]ң|[ндт][ыі]|[мбп]ен)(?!\p{L})/u
    expect(kazakhLines.filter((line) => glued.test(line))).toEqual([])
  })
  test('keeps the singular after a Kazakh numeral', () => {
    const plural = /\$\{count\} \p{L}+[лдт][ае]р(?:[ыі]|[ыі]?ң[ыі]з)?(?!\p{L})/u
    expect(kazakhLines.filter((line) => plural.test(line))).toEqual([])
  })
})

test.each([
  [1, '1\u00a0минута чтения'],
  [2, '2\u00a0минуты чтения'],
  [5, '5\u00a0минут чтения'],
  [11, '11\u00a0минут чтения'],
  [21, '21\u00a0минута чтения'],
])('%d minutes are «%s»', (minutes, words) => {
  expect(say('ru').article.readingTime(minutes)).toBe(words)
})

test('an age mark of nought says that the story is for everybody', () => {
  expect([0, 16].map(say('ru').marks.ageHint)).toEqual(['Для читателей любого возраста', 'Для читателей старше 16 лет'])
  expect([0, 16].map(say('kk').marks.ageHint)).toEqual([
    'Кез келген жастағы оқырманға арналған',
    '16 жастан асқан оқырманға арналған',
  ])
})

test('weights are told as readers count them', () => {
  expect(weightWords('ru', 38_400)).toBe('38\u00a0КБ')
  expect(weightWords('kk', 1_250_000)).toBe('1,3\u00a0МБ')
  expect(weightWords('ru', 10)).toBe('1\u00a0КБ')
})
