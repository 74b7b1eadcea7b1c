import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'

const src = resolve(dirname(fileURLToPath(import.meta.url)), '../../src')
const files = readdirSync(src, { recursive: true, encoding: 'utf8' })
  .map((file) => file.replaceAll('\\', '/'))
  .filter((file) => file.endsWith('.ts'))

/** An import goes to a lower floor or stays inside its own folder. */
const floors: Record<string, number> = {
  platform: 0,
  language: 1,
  text: 1,
  web: 2,
  features: 3,
  delivery: 4,
  site: 5,
  newsroom: 5,
  syndication: 5,
  operator: 5,
  app: 6,
  listener: 6,
  schedule: 6,
  config: 6,
  folders: 6,
  'open-kit': 6,
  'first-start': 7,
  main: 8,
  cli: 8,
}

/** Inside features: a feature may use those to its left, and its own. */
const featureFloors: Record<string, number> = {
  settings: 0,
  accounts: 10,
  audit: 20,
  staffing: 25,
  media: 30,
  filing: 30,
  fetching: 30,
  publisher: 30,
  spam: 30,
  messages: 30,
  indexing: 35,
  articles: 40,
  pages: 35,
  library: 45,
  identity: 35,
  comments: 50,
  board: 55,
  archive: 50,
  rates: 50,
  readership: 50,
  weather: 50,
  search: 50,
  redirects: 50,
  sharing: 50,
  feeds: 50,
  crawlers: 50,
  ads: 60,
  pings: 30,
  samples: 90,
  imports: 90,
}

interface Import {
  from: string
  to: string
}

const imports: Import[] = files.flatMap((from) =>
  [...readFileSync(join(src, from), 'utf8').matchAll(/(?:from|import)\s*\(?'(\.[^']+)'/g)].map((found) => ({
    from,
    to: relative(src, resolve(src, dirname(from), (found[1] ?? '').replace(/\.js$/, '.ts'))),
  })),
)

const placeOf = (file: string) => (file.includes('/') ? (file.split('/')[0] ?? '') : file.replace('.ts', ''))
const featureOf = (file: string) => (file.startsWith('features/') ? file.split('/')[1] : undefined)

describe('the floors of the house', () => {
  test('every folder and top file has a floor', () => {
    expect([...new Set(files.map(placeOf))].filter((place) => !(place in floors))).toEqual([])
    expect([...new Set(files.map(featureOf))].filter((feature) => feature && !(feature in featureFloors))).toEqual([])
  })

  test('imports go down only', () => {
    const upwards = imports.filter(({ from, to }) => {
      const [here, there] = [placeOf(from), placeOf(to)]
      return (
        here !== there && (floors[there] ?? 99) >= (floors[here] ?? 0) && !(floors[here] === 6 && floors[there] === 6)
      )
    })
    expect(upwards).toEqual([])
  })

  test('features use only those below them', () => {
    const sideways = imports.filter(({ from, to }) => {
      const [here, there] = [featureOf(from), featureOf(to)]
      return here && there && here !== there && (featureFloors[there] ?? 99) >= (featureFloors[here] ?? 0)
    })
    expect(sideways).toEqual([])
  })

  test('SQL stands only in stores, lists, intake, imports and the platform', () => {
    const withSql = files.filter((file) =>
      /\b(?:rows|row|run)(?:<[^(]*>)?\(\s*(?:kit\.)?db\b/.test(readFileSync(join(src, file), 'utf8')),
    )
    const allowed =
      /(?:-store|-lists|-intake|-import|sample-news|sample-filing|publishing)\.ts$|^platform\/|^web\/health\.ts$|^main\.ts$/
    expect(withSql.filter((file) => !allowed.test(file))).toEqual([])
  })

  test('no file hides behind a name that says nothing', () => {
    expect(files.filter((file) => /(?:^|\/)(?:index|utils?|helpers?|common|core|misc)(?:\.ts$|\/)/.test(file))).toEqual(
      [],
    )
  })

  test('a file of code is at most 300 lines', () => {
    const long = files.filter(
      (file) =>
        !/samples\/stories\/|language\/(?:ru|kk)\.ts/.test(file) &&
        readFileSync(join(src, file), 'utf8').split('\n').length > 300,
    )
    expect(long).toEqual([])
  })
})
