import { addAccount } from '../../src/features/accounts/account-store.js'
import type { Staff } from '../../src/features/accounts/staff.js'
import { publish } from '../../src/features/articles/publishing.js'
import { openManuscript, saveManuscript, startStory } from '../../src/features/articles/saving.js'
import { sharedChanges } from '../../src/platform/changes.js'
import { systemClock } from '../../src/platform/clock.js'
import { openServer, row } from '../../src/platform/database.js'
import type { Kit } from '../../src/platform/kit.js'
import { openLog } from '../../src/platform/log.js'
import { openMemory } from '../../src/platform/memory.js'
import type { SafeHtml } from '../../src/text/safe-html.js'
import { ask } from '../fetch.js'
import { median, type Outcome } from '../table.js'
import { type Row, usualPageCacheMb, withServers } from './bench-run.js'

const mustReachInMs = 1000
const mostInMs = 20_000

/**
 * From the editor's tap until feed, sitemap of news and search of two other instances tell the story: both keep pages in their
 * caches, and the deed itself is done in this process, so that each of them only hears of it.
 */
export const publishing: Row = async (run) => {
  const scratch = await run.scratch(run.options.articles)
  const { place } = scratch
  // The embedded database has one process, which forgets its pages in the deed itself.
  if (place.kind !== 'server') return []
  const site = { kind: 'site' as const, database: place, pageCacheMb: usualPageCacheMb, keepsMemory: true }
  const desk = await openDesk(place.url)
  try {
    return await withServers(run, { one: site, other: site }, async ({ one, other }): Promise<Outcome[]> => {
      const times: number[] = []
      for (let turn = 0; turn < (run.options.isQuick ? 3 : 20); turn += 1) {
        const word = `слово${'абвгдежзиклмнопрстуф'[turn]}${'рстуфхцчшщ'[turn % 10]}`
        const story = await desk.write(`Объявлено ${word}`)
        const places = ['/feed/json', '/sitemap-news-ru.xml', `/search?q=${encodeURIComponent(word)}`]
        const isTold = async ({ port }: { port: number }) => {
          const answers = await Promise.all(places.map((path) => ask(port, path)))
          return answers.every(({ bytes }) => bytes.toString().includes(`/news/${story.id}-`))
        }
        for (const server of [one, other]) if (await isTold(server)) throw new Error('a draft was told')
        const began = performance.now()
        await story.publish()
        for (const server of [one, other]) {
          while (!(await isTold(server))) {
            if (performance.now() - began > mostInMs) throw new Error(`${word} is told nowhere`)
          }
        }
        times.push(performance.now() - began)
      }
      const slowest = Math.max(...times)
      return [
        {
          what: '14. published → in feed, news sitemap and search of two other instances',
          measured: `**${slowest.toFixed(0)} ms** at most (median ${median(times).toFixed(0)} ms of ${times.length})`,
          mustReach: `≤ ${mustReachInMs} ms`,
          isMet: slowest <= mustReachInMs,
        },
      ]
    })
  } finally {
    await desk.close()
  }
}

async function openDesk(url: string) {
  const database = openServer(url, 2)
  const { db } = database
  const log = openLog({ level: 'silent', pretty: false })
  const changes = await sharedChanges(db, url, log)
  const kit = { db, database, clock: systemClock, log, changes, memory: openMemory(changes) } as Kit
  const section = await row<{ id: number }>(db, 'select id from sections order by id limit 1')
  const id = await addAccount(db, {
    signIn: `bench-${crypto.randomUUID()}`,
    name: 'Редактор',
    role: 'editor',
    language: 'ru',
    passwordHash: '',
  })
  if (id === undefined) throw new Error('the editor of the bench has no account')
  const staff: Staff = {
    id,
    name: 'Редактор',
    role: 'editor',
    language: 'ru',
    authorId: null,
    owesSecondStep: false,
    singleKeys: true,
    address: '',
  }
  return {
    write: async (title: string) => {
      const id = await startStory(kit, staff, { language: 'ru' })
      const { content, version } = await openManuscript(db, id, kit.clock.now())
      const saved = await saveManuscript(kit, staff, id, {
        beganFrom: version,
        content: {
          ...content,
          title,
          lead: 'Об этом рассказали утром.',
          body: '<p>И больше ничего.</p>' as SafeHtml,
          sectionId: section?.id ?? content.sectionId,
        },
      })
      if (saved.outcome !== 'saved') throw new Error(`the story was not saved: ${saved.outcome}`)
      return {
        id,
        publish: async () => {
          const outcome = await publish(kit, staff, id, { version: saved.version })
          if (outcome !== 'done') throw new Error(`the story was not published: ${outcome}`)
        },
      }
    },
    close: async () => {
      await changes.close()
      await database.close()
    },
  }
}
