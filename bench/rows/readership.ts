import { setTimeout as pause } from 'node:timers/promises'
import { row } from '../../src/platform/database.js'
import { builtModule } from '../built.js'
import { startServer } from '../child.js'
import { putInViews } from '../database/views.js'
import { interleaved } from '../rounds.js'
import { openBuilt } from '../servers/site.js'
import { median, wholeWords } from '../table.js'
import { type Row, usualPageCacheMb, withServers } from './bench-run.js'

const phone = 'Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0 Mobile Safari/537.36'
const idOf = (path: string) => Number(/\d+/.exec(path)?.[0])

/** A reader's beacon against raw node:http that answers 204 to the same request. */
export const beacon: Row = async (run) => {
  const mustReach = 0.6
  const { place, addresses } = await run.scratch(run.options.articles)
  const site = { kind: 'site' as const, database: place, pageCacheMb: usualPageCacheMb, keepsMemory: true }
  return withServers(run, { site }, async (servers) => {
    const raw = await startServer(
      { kind: 'raw', status: 204, headers: ['Cache-Control', 'no-store'], bodyInBase64: '' },
      run.options,
    )
    const asked = {
      paths: ['/beacon'],
      bodies: addresses.articles.map((path) => `opened ${idOf(path)}`),
      headers: { 'user-agent': phone, 'sec-fetch-site': 'same-origin' },
      status: 204,
    }
    try {
      const found = await interleaved(
        { site: { server: servers.site, ...asked }, raw: { server: raw, ...asked } },
        run.options,
      )
      const ratio = found.site.perSecond / found.raw.perSecond
      const cpuRatio = found.raw.cpuMicrosecondsPerAnswer / found.site.cpuMicrosecondsPerAnswer
      return [
        {
          what: '8. counting a view: a beacon, 32 connections',
          measured: `**${ratio.toFixed(2)}** × raw node:http answering 204 (${wholeWords(found.site.perSecond)} of ${wholeWords(found.raw.perSecond)} a second; by processor time ${cpuRatio.toFixed(2)})`,
          mustReach: `≥ ${mustReach}`,
          isMet: ratio >= mustReach,
        },
      ]
    } finally {
      await raw.stop()
    }
  })
}

/** Two thousand views a second for ten seconds, each told twice, written every five seconds as the schedule does. */
export const writingViews: Row = async (run) => {
  const { place, addresses } = await run.scratch(run.options.articles)
  const { openReadership } = await builtModule<typeof import('../../src/features/readership/readership.js')>(
    'features/readership/readership.js',
  )
  const { kit } = await openBuilt(place)
  try {
    const ids = addresses.articles.map(idOf)
    const sum = async () =>
      (await row<{ sum: number }>(kit.db, 'select coalesce(sum(total), 0)::float8 as sum from article_views'))?.sum ?? 0
    const before = await sum()
    const readership = openReadership(kit)
    let statements = 0
    const counter = () => {
      statements += 1
    }
    kit.db.on('query', counter)
    const ticks = run.options.isQuick ? 200 : 1000
    let views = 0
    let flushes = 0
    for (let tick = 0; tick < ticks; tick += 1) {
      for (let at = 0; at < 20; at += 1) {
        const visit = {
          address: `10.${(views >> 16) & 255}.${(views >> 8) & 255}.${views & 255}`,
          userAgent: phone,
          article: ids[views % ids.length] as number,
        }
        readership.note(visit, 'opened')
        readership.note(visit, 'opened')
        views += 1
      }
      if (tick % 500 === 499 || tick === ticks - 1) {
        flushes += 1
        await readership.flush()
      }
      await pause(10)
    }
    kit.db.off('query', counter)
    const written = (await sum()) - before
    return [
      {
        what: `9. database writes for ${wholeWords(views)} views over ${ids.length} articles, each told twice`,
        measured: `**${statements}** statements in ${flushes} flushes; ${wholeWords(written)} views written`,
        mustReach: '≤ 1 a flush, none lost, none twice',
        isMet: statements <= flushes && written === views,
      },
    ]
  } finally {
    await kit.close()
  }
}

/** The queries behind the popular stories and a month of the calendar, with thirty views for every article and more. */
export const popularAndCalendar: Row = async (run) => {
  const mostMs = 5
  const { place, articles } = await run.scratch(run.options.articles)
  const { popularNews } = await builtModule<typeof import('../../src/features/readership/popular-lists.js')>(
    'features/readership/popular-lists.js',
  )
  const { periods } = await builtModule<typeof import('../../src/features/readership/popularity.js')>(
    'features/readership/popularity.js',
  )
  const { daysOfMonthWithNews } = await builtModule<typeof import('../../src/features/archive/archive-lists.js')>(
    'features/archive/archive-lists.js',
  )
  const { kit } = await openBuilt(place)
  const now = kit.clock.now()
  const views = 30_000_000
  try {
    await putInViews(kit.db, { articles, views, now })
    const timed = async (what: string, query: () => Promise<unknown>) => {
      const times: number[] = []
      for (let turn = 0; turn < 60; turn += 1) {
        const began = performance.now()
        await query()
        if (turn >= 10) times.push(performance.now() - began)
      }
      return { what, ms: median(times) }
    }
    const measured = [
      ...(await inTurn(
        periods.map(
          (period) => () =>
            timed(`popular of ${period}`, () => popularNews(kit.db, { language: 'ru', period, now, limit: 20 })),
        ),
      )),
      ...(await inTurn(
        [0, 40].map(
          (monthsAgo) => () =>
            timed(monthsAgo === 0 ? 'calendar of this month' : 'calendar of an old month', () => {
              const day = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - monthsAgo, 1))
              return daysOfMonthWithNews(kit.db, {
                language: 'ru',
                now,
                year: day.getUTCFullYear(),
                month: day.getUTCMonth() + 1,
              })
            }),
        ),
      )),
    ]
    return measured.map(({ what, ms }) => ({
      what: `10. ${what}, ${wholeWords(articles)} articles, 30 million views`,
      measured: `**${ms.toFixed(1)} ms**`,
      mustReach: `≤ ${mostMs} ms`,
      isMet: ms <= mostMs,
    }))
  } finally {
    await kit.close()
  }
}

async function inTurn<T>(works: (() => Promise<T>)[]): Promise<T[]> {
  const results: T[] = []
  for (const work of works) results.push(await work())
  return results
}
