import { type Db, rows, run } from '../../src/platform/database.js'
import { putInCampaigns, takeOutCampaigns } from '../database/campaigns.js'
import { inScratch } from '../database/scratch.js'
import { chances } from '../load.js'
import { openSender } from '../send.js'
import { wholeWords } from '../table.js'
import { type Row, usualPageCacheMb, withServers } from './bench-run.js'

const campaigns = 20
const mostPercent = 1
const atOnce = 16
const phone = 'Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0 Mobile Safari/537.36'
const robots = ['Googlebot/2.1 (+http://www.google.com/bot.html)', 'python-requests/2.32', 'YandexBot/3.0', '']

type Kind = 'shown' | 'seen' | 'click'
/** How often each creative was shown to a person, seen and clicked, by whoever did it. */
type Log = Map<string, number>

/**
 * What is counted against the load generator's own log: people who look, reload, look twice and press twice; robots; pages
 * loaded beforehand; forged links and seconds. Compared creative by creative, so that errors cannot make up for each other.
 */
export const countingBanners: Row = async (bench) => {
  const { place } = await bench.scratch(bench.options.articles)
  const visits = bench.options.isQuick ? 1000 : 6000
  await inScratch(place, (db) => putInCampaigns(db, campaigns, { various: false }))
  const job = { kind: 'site' as const, database: place, pageCacheMb: usualPageCacheMb, keepsMemory: true, proxies: 1 }
  const log: Log = new Map()
  try {
    await withServers(bench, { site: job }, async ({ site }) => {
      const crowd = openCrowd(site.port, log)
      let next = 0
      await Promise.all(
        Array.from({ length: atOnce }, async () => {
          for (let visit = next++; visit < visits; visit = next++) await crowd.visit(visit)
        }),
      )
      crowd.close()
    })
    // The server has written what it knew when it stopped.
    const counted = await inScratch(place, countedOf)
    return (['shown', 'seen', 'click'] as const).map((kind) => compared(kind, visits, log, counted))
  } finally {
    await inScratch(place, async (db) => {
      await takeOutCampaigns(db)
      await run(db, 'delete from ad_audience')
    })
  }
}

function openCrowd(port: number, log: Log): { visit(number: number): Promise<void>; close(): void } {
  const { send, close } = openSender(port, atOnce)
  const chance = chances(16)
  const note = (kind: Kind, token: string) => {
    const key = `${token.split('.', 1)[0]} ${kind}`
    log.set(key, (log.get(key) ?? 0) + 1)
  }

  async function visit(number: number): Promise<void> {
    const what = chance()
    const isRobot = what < 0.1
    const isEarly = what > 0.95
    const headers = {
      'x-forwarded-for': `10.${(number >> 16) & 255}.${(number >> 8) & 255}.${number & 255}`,
      'user-agent': isRobot ? (robots[number % robots.length] ?? '') : phone,
      'sec-fetch-site': 'same-origin',
      ...(isEarly && { 'sec-purpose': 'prefetch' }),
    }
    const isPerson = !isRobot && !isEarly
    const look = async () => {
      const { status, body } = await send({ path: '/place/side?l=ru', headers })
      const token = /data-token="([^"]+)"/.exec(body)?.[1]
      if (status !== 200 || token === undefined) throw new Error(`a frame without a banner: ${status}`)
      return token
    }
    const see = (token: string) => send({ path: '/place/seen', method: 'POST', headers, body: token })
    const press = (token: string) => send({ path: `/place/go/${token}`, headers })

    const token = await look()
    if (isPerson) note('shown', token)
    if (chance() < 0.15) {
      const again = await look()
      // The same banner within seconds is one showing; another one is another.
      if (isPerson && again.split('.', 1)[0] !== token.split('.', 1)[0]) note('shown', again)
    }
    if (chance() < 0.6) {
      await see(token)
      if (isPerson) note('seen', token)
      if (chance() < 0.1) await see(token)
    }
    if (chance() < 0.06) {
      const { status, location } = await press(token)
      if (status !== 302 || location !== 'https://advertiser.example/') throw new Error(`a click led to ${status}`)
      if (isPerson) note('click', token)
      if (chance() < 0.3) await press(token)
    }
    if (chance() < 0.05) {
      const forged = `${token.slice(0, -1)}${token.endsWith('A') ? 'B' : 'A'}`
      await see(forged)
      if ((await press(forged)).status !== 404) throw new Error('a forged click was followed')
    }
  }

  return { visit, close }
}

async function countedOf(db: Db): Promise<Log> {
  const found = await rows<{ key: string; n: number }>(
    db,
    `select creative_id || ' ' || kind as key, sum(n)::float8 as n from ad_counts group by 1`,
  )
  return new Map(found.map(({ key, n }) => [key, n]))
}

function compared(kind: Kind, visits: number, log: Log, counted: Log) {
  let [all, apart, out] = [0, 0, 0]
  for (const key of new Set([...log.keys(), ...counted.keys()])) {
    if (key.includes(` ${kind}-`)) out += counted.get(key) ?? 0
    if (!key.endsWith(` ${kind}`)) continue
    all += log.get(key) ?? 0
    apart += Math.abs((counted.get(key) ?? 0) - (log.get(key) ?? 0))
  }
  const percent = (apart / all) * 100
  const names: Record<Kind, string> = { shown: 'impressions', seen: 'viewable impressions', click: 'clicks' }
  return {
    what: `16. counted ${names[kind]} of ${wholeWords(visits)} visits against the generator's log, robots and repeats left out`,
    measured: `**${percent.toFixed(2)} %** apart (${wholeWords(all)} logged, ${wholeWords(out)} left out with their reason)`,
    mustReach: `≤ ${mostPercent} %`,
    isMet: all > 0 && percent <= mostPercent,
  }
}
