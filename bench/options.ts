import { parseArgs } from 'node:util'

export interface BenchOptions {
  /** Articles in the scratch database; more than `fewArticles` also measures how pages grow. */
  articles: number
  rows: ReadonlySet<number>
  rounds: number
  secondsPerRound: number
  isQuick: boolean
  /** Where the servers leave their CPU profiles. */
  profileFolder: string | null
}

/** What the pages of a large archive are compared with. */
export const fewArticles = 1000
const rowNumbers = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19] as const

export const usage = `npm run bench -- [--articles 100000] [--rows 1,2] [--rounds 3] [--seconds 4] [--quick] [--profile FOLDER]`

/** The command line, checked. Throws with words for the person who typed it. */
export function readOptions(given: string[]): BenchOptions {
  const { values } = parseArgs({
    args: given,
    options: {
      articles: { type: 'string', default: String(fewArticles) },
      rows: { type: 'string', default: rowNumbers.join(',') },
      rounds: { type: 'string' },
      seconds: { type: 'string' },
      quick: { type: 'boolean', default: false },
      profile: { type: 'string' },
    },
  })
  return {
    articles: within('--articles', values.articles, fewArticles, 1_000_000),
    rows: new Set(values.rows.split(',').map((row) => within('--rows', row, 1, rowNumbers.length))),
    rounds: within('--rounds', values.rounds ?? (values.quick ? '1' : '3'), 1, 20),
    secondsPerRound: within('--seconds', values.seconds ?? (values.quick ? '1' : '4'), 1, 60),
    isQuick: values.quick,
    profileFolder: values.profile ?? null,
  }
}

function within(name: string, text: string, least: number, most: number): number {
  const value = Number(text)
  if (!Number.isInteger(value) || value < least || value > most) {
    throw new Error(`${name} must be a whole number from ${least} to ${most}, not ${JSON.stringify(text)}`)
  }
  return value
}
