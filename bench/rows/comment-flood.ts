import { setTimeout as pause } from 'node:timers/promises'
import { type Db, row, run } from '../../src/platform/database.js'
import { inScratch } from '../database/scratch.js'
import { chances, loadAll } from '../load.js'
import { openSender } from '../send.js'
import { median, type Outcome, wholeWords } from '../table.js'
import { type Row, withServers } from './bench-run.js'

const perMinute = 10_000
const mostTimes = 1.25
const chance = chances(17)
/** Of the pages that other readers open meanwhile: one after the other, with this pause between. */
const pauseInMs = 20

/**
 * Comments sent by a machine, from one address and from everywhere, at a fixed pace whatever is answered; meanwhile others open
 * stories, made anew for each, since a page out of the cache would feel nothing. Each of the many fetches a fresh stamp before it
 * sends, as a program made for this portal would.
 */
export const commentFlood: Row = async (bench) => {
  const { place, addresses } = await bench.scratch(bench.options.articles)
  const seconds = bench.options.isQuick ? 5 : 20
  const story = await inScratch(place, newestStory)
  const job = { kind: 'site' as const, database: place, pageCacheMb: 0, keepsMemory: true, proxies: 1 }
  try {
    return await withServers(bench, { site: job }, async ({ site }) => {
      const others = (length: number) => pagesOfOthers(site.port, addresses.articles, length)
      await others(Math.min(seconds, 5))
      const outcomes: Outcome[] = []
      for (const [from, senderOf] of floods) {
        const before = await others(seconds)
        const flood = openFlood(site.port, story, senderOf)
        const [during, answers] = await Promise.all([others(seconds), flood.send(seconds)])
        const ratio = median(during) / median(before)
        const sent = [...answers.values()].reduce((sum, n) => sum + n, 0)
        const told = [...answers].toSorted((a, b) => b[1] - a[1]).map(([status, n]) => `${n} × ${status}`)
        outcomes.push({
          what: `17. page time of others while ${wholeWords((sent / seconds) * 60)} comments a minute come from ${from}`,
          measured: `**${ratio.toFixed(2)}** × before (${median(before).toFixed(1)} → ${median(during).toFixed(1)} ms, 95 % within ${late(before).toFixed(1)} → ${late(during).toFixed(1)} ms; answered ${told.join(', ')})`,
          mustReach: `≤ ${mostTimes}`,
          isMet: ratio <= mostTimes && sent >= (perMinute / 60) * seconds * 0.95,
        })
      }
      return outcomes
    })
  } finally {
    await inScratch(place, (db) => run(db, 'delete from comments where article_id = :story', { story }))
  }
}

interface Sender {
  address: string
  hasStamp: boolean
}

const floods: readonly [string, (at: number) => Sender][] = [
  ['one address', () => ({ address: '203.0.113.7', hasStamp: false })],
  [
    'as many addresses, each with a fresh stamp',
    () => ({
      address: Array.from({ length: 4 }, () => 1 + Math.floor(chance() * 220)).join('.'),
      hasStamp: true,
    }),
  ],
]

async function pagesOfOthers(port: number, paths: readonly string[], seconds: number): Promise<number[]> {
  const until = performance.now() + seconds * 1000
  const times: number[] = []
  for (let at = 0; performance.now() < until; at += 1) {
    const path = paths[at % paths.length] as string
    const { timesInMs } = await loadAll(1, { port, paths: [path], connections: 1 })
    times.push(...timesInMs)
    await pause(pauseInMs)
  }
  return times
}

function openFlood(port: number, story: number, senderOf: (at: number) => Sender) {
  const { send, close } = openSender(port, 64)
  const answers = new Map<number, number>()

  async function comment(at: number): Promise<void> {
    const { address, hasStamp } = senderOf(at)
    const headers = {
      'x-forwarded-for': address,
      'user-agent': 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/131.0',
      'sec-fetch-site': 'same-origin',
      'content-type': 'application/x-www-form-urlencoded',
    }
    const ticket = hasStamp ? (await send({ path: `/comment/ticket/${story}`, headers })).body : '{"stamp":""}'
    const { stamp } = JSON.parse(ticket) as { stamp: string }
    const text = `Зарабатывайте дома каждый день, подробности по ссылке https://spam${at}.example/ пишите прямо сейчас`
    const body = new URLSearchParams({ stamp, name: `Гость ${at}`, text, website: '', proof: '' }).toString()
    const { status } = await send({ path: `/comment/on/${story}`, method: 'POST', headers, body })
    answers.set(status, (answers.get(status) ?? 0) + 1)
  }

  return {
    /** As many as the clock says, however slowly they are answered. */
    send: async (seconds: number) => {
      const began = performance.now()
      const running: Promise<void>[] = []
      for (let due = 0; due < (perMinute / 60) * seconds; due = ((performance.now() - began) / 60_000) * perMinute) {
        while (running.length < due) running.push(comment(running.length))
        await pause(5)
      }
      await Promise.all(running)
      close()
      return answers
    },
  }
}

function late(times: readonly number[]): number {
  return times.toSorted((a, b) => a - b)[Math.floor(times.length * 0.95)] ?? 0
}

/** Comments are open below it. */
async function newestStory(db: Db): Promise<number> {
  const found = await row<{ id: number }>(
    db,
    `select id from articles where state = 'published' order by published_at desc, id desc limit 1`,
  )
  if (!found) throw new Error('the scratch database holds no article')
  return found.id
}
