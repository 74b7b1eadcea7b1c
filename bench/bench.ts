import { cpus } from 'node:os'
import { build } from './built.js'
import { stopAllServers } from './child.js'
import { dropAllScratches } from './database/scratch.js'
import { reachableServer } from './database/server.js'
import { type BenchOptions, readOptions, usage } from './options.js'
import { openRun, type Row } from './rows/bench-run.js'
import { cachedArticle } from './rows/cached-article.js'
import { choosingBanners } from './rows/choosing-banners.js'
import { commentFlood } from './rows/comment-flood.js'
import { conversation } from './rows/conversation.js'
import { countingBanners } from './rows/counting-banners.js'
import { desk } from './rows/desk.js'
import { growth } from './rows/growth.js'
import { memory } from './rows/memory.js'
import { publishing } from './rows/publishing.js'
import { queries } from './rows/queries.js'
import { beacon, popularAndCalendar, writingViews } from './rows/readership.js'
import { searching } from './rows/searching.js'
import { besideTheNews } from './rows/sidebar.js'
import { sitemap } from './rows/sitemap.js'
import { uncachedArticle, uncachedFront } from './rows/uncached-pages.js'
import { weight } from './rows/weight.js'
import { markdownTable, type Outcome, wholeWords } from './table.js'

/** Measures what the issue demands and prints it as a table. Ends with 1 when a demand is not met. */
const rows: readonly Row[] = [
  cachedArticle,
  uncachedArticle,
  uncachedFront,
  growth,
  queries,
  weight,
  memory,
  beacon,
  writingViews,
  popularAndCalendar,
  sitemap,
  conversation,
  searching,
  publishing,
  choosingBanners,
  countingBanners,
  commentFlood,
  besideTheNews,
  desk,
]

for (const [signal, status] of [
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const) {
  process.once(signal, () => void cleanUp().finally(() => process.exit(status)))
}
try {
  const options = readOptions(process.argv.slice(2))
  const isMet = await bench(options)
  process.exitCode = isMet ? 0 : 1
} catch (error) {
  console.error(
    error instanceof TypeError || !(error instanceof Error) || !error.message.startsWith('--')
      ? error
      : `${error.message}\n${usage}`,
  )
  process.exitCode = 1
} finally {
  await cleanUp()
}

async function bench(options: BenchOptions): Promise<boolean> {
  build()
  const server = await reachableServer()
  const run = openRun(options, server)
  const outcomes: Outcome[] = []
  for (const [at, row] of rows.entries()) {
    if (!options.rows.has(at + 1)) continue
    const found = await row(run)
    for (const { what, measured } of found) console.log(`  ${what}: ${measured.replaceAll('**', '')}`)
    outcomes.push(...found)
  }
  console.log(`\n${heading(options, server)}\n\n${markdownTable(outcomes)}\n`)
  return outcomes.every(({ isMet }) => isMet !== false)
}

function heading({ articles, rounds, secondsPerRound }: BenchOptions, server: string | undefined): string {
  const database =
    server === undefined
      ? 'the embedded PostgreSQL, since no server is reachable'
      : `PostgreSQL at ${new URL(server).host}`
  const machine = `Node ${process.versions.node}, ${cpus().length} × ${cpus()[0]?.model.trim() ?? 'processor'}`
  return `${wholeWords(articles)} articles on ${database}; ${machine}; dist/ as \`npm start\` runs it; median of ${rounds} interleaved rounds of ${secondsPerRound} s`
}

/** Whatever the end is, nothing stays behind. */
async function cleanUp(): Promise<void> {
  await stopAllServers()
  await dropAllScratches()
}
