import { randomBytes } from 'node:crypto'
import type { Command } from 'commander'
import { setCrawlers } from '../features/crawlers/crawler-keeping.js'
import { crawlerPurposeRules, crawlerPurposes, crawlers } from '../features/crawlers/crawler-store.js'
import { partnerFeedForm } from '../features/feeds/partner-feed.js'
import { addPartnerFeed, changePartnerToken, openOrClosePartnerFeed } from '../features/feeds/partner-feed-keeping.js'
import { partnerFeeds } from '../features/feeds/partner-feed-store.js'
import { setPings } from '../features/pings/ping-keeping.js'
import { type PingSettings, pingSettings } from '../features/pings/ping-settings.js'
import { readPingLog, waitingPings } from '../features/pings/ping-store.js'
import { readSettings } from '../features/settings/setting-store.js'
import { momentWords } from '../language/dates.js'
import type { Kit } from '../platform/kit.js'

/** Gives lines for the terminal, or throws `Wrong` with words for the operator. */
type WithKit = (work: (kit: Kit) => Promise<string[]>) => Promise<void>

/** What the operator typed cannot be done as it stands. */
export class Wrong extends Error {
  override name = 'Wrong'
}

/** Commands about what machines read: partners' feeds, pings, crawlers. The newsroom has a page for each. */
export function machineCommands(program: Command, withKit: WithKit): void {
  const feeds = program.command('partner-feed').description('feeds made for one partner each')
  feeds
    .command('list', { isDefault: true })
    .description('list them; their addresses are told only once')
    .action(() => withKit(feedLines))
  feeds
    .command('add')
    .argument('<name>', 'whom it is for')
    .description('make one and tell its address')
    .option('--language <language>', 'ru or kk', 'ru')
    .option('--kind <kind>', 'rss, full, atom, json or yandex', 'full')
    .option('--of <list>', 'section/sport, region/abai, tag/…, author/… or source/…; absent: everything', '')
    .option('--rights <rights>', 'at most: full, excerpt or headline', 'full')
    .option('--only-whole', 'leave out what its source does not let be handed on whole')
    .option('--no-pictures', 'words only')
    .option('--stories <number>', 'at most, 1 to 100', '30')
    .option('--hours <number>', 'not older than')
    .action((name: string, { pictures, ...options }: Record<string, unknown>) =>
      withKit(async (kit) => {
        const form = partnerFeedForm.safeParse({ name, ...options, withPictures: pictures })
        if (!form.success)
          throw new Wrong(form.error.issues.map((each) => `${each.path.join('.')}: ${each.message}`).join('\n'))
        const token = await addPartnerFeed(kit, null, form.data)
        if (token === undefined) throw new Wrong(`There is no ${form.data.of}.`)
        return [`${kit.origin}/partner-feed/${token}`, 'Keep this address: it is not told again.']
      }),
    )
  feeds
    .command('renew')
    .argument('<number>', 'of the feed, from the list')
    .description('give it another address')
    .action((number: string) =>
      withKit(async (kit) => {
        const token = await changePartnerToken(kit, null, feedId(number))
        if (token === undefined) throw new Wrong('There is no such feed.')
        return [`${kit.origin}/partner-feed/${token}`]
      }),
    )
  for (const deed of ['open', 'close'] as const) {
    feeds
      .command(deed)
      .argument('<number>', 'of the feed, from the list')
      .action((number: string) =>
        withKit(async (kit) => {
          if (!(await openOrClosePartnerFeed(kit, null, feedId(number), deed === 'open')))
            throw new Wrong('There is no such feed.')
          return feedLines(kit)
        }),
      )
  }

  program
    .command('pings')
    .description('whom we tell of what is new, and what was told; with options, set it')
    .option('--hub <address>', 'of a WebSub hub, or off')
    .option('--index-now <key>', 'a key of IndexNow, new for one made now, or off')
    .option('--staging <switch>', 'on: a copy for trying things out, which tells nobody anything')
    .action((options: { hub?: string; indexNow?: string; staging?: string }) =>
      withKit(async (kit) => {
        const change = pingChange(options)
        if (Object.keys(change).length > 0) {
          const read = pingSettings.schema.safeParse({ ...(await readSettings(kit.db, pingSettings)), ...change })
          if (!read.success) throw new Wrong('That is no address of a hub, or no key of IndexNow.')
          await setPings(kit, null, change)
        }
        return pingLines(kit)
      }),
    )

  program
    .command('crawlers')
    .description('which programs may read the portal for what; with options, decide it')
    .option('--training <decision>', 'allow or refuse')
    .option('--search <decision>', 'allow or refuse')
    .option('--user <decision>', 'allow or refuse')
    .action((options: Record<string, string>) =>
      withKit(async (kit) => {
        const purposes = await crawlerPurposeRules(kit.db)
        for (const purpose of crawlerPurposes) {
          const decision = options[purpose]
          if (decision === undefined) continue
          if (decision !== 'allow' && decision !== 'refuse') throw new Wrong(`--${purpose} is allow or refuse.`)
          purposes[purpose] = decision === 'allow'
        }
        if (Object.keys(options).length > 0) await setCrawlers(kit, null, { purposes, agents: [] })
        return (await crawlers(kit.db)).map(
          ({ agent, purpose, isAllowed }) => `${isAllowed ? 'may    ' : 'may not'}  ${agent} (${purpose})`,
        )
      }),
    )
}

function feedId(text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new Wrong(`${text} is no number of a feed.`)
  return Number(text)
}

async function feedLines(kit: Kit): Promise<string[]> {
  const feeds = await partnerFeeds(kit.db)
  if (feeds.length === 0) return ['There are no partner feeds.']
  return feeds.map((feed) =>
    [
      `${feed.id}. ${feed.name}${feed.isClosed ? ' (closed)' : ''}:`,
      `${feed.kind}, ${feed.language},`,
      `${feed.filingKind === null ? 'everything' : `${feed.filingKind}/${feed.filingSlug ?? 'gone'}`}, at most ${feed.rights},`,
      `${feed.stories} stories${feed.hours === null ? '' : ` of ${feed.hours} hours`}; asked ${feed.askedTimes} times`,
    ].join(' '),
  )
}

function pingChange(options: { hub?: string; indexNow?: string; staging?: string }): Partial<PingSettings> {
  const { hub, indexNow, staging } = options
  const key = indexNow === 'new' ? randomBytes(16).toString('hex') : indexNow
  if (staging !== undefined && staging !== 'on' && staging !== 'off') throw new Wrong('--staging is on or off.')
  return {
    ...(hub !== undefined && { hub: hub === 'off' ? null : hub }),
    ...(key !== undefined && { indexNowKey: key === 'off' ? null : key }),
    ...(staging !== undefined && { isStaging: staging === 'on' }),
  }
}

async function pingLines(kit: Kit): Promise<string[]> {
  const settings = await readSettings(kit.db, pingSettings)
  const waiting = await waitingPings(kit.db)
  const log = await readPingLog(kit.db, 20)
  return [
    settings.isStaging ? 'A copy for trying things out: nobody is told anything.' : '',
    `hub: ${settings.hub ?? 'off'}`,
    `IndexNow: ${settings.indexNowKey === null ? 'off' : `${settings.indexNowAddress} with the key ${settings.indexNowKey}`}`,
    ...waiting.map(({ target, waiting }) => `waiting for ${target}: ${waiting}`),
    ...log.map(
      ({ at, target, addresses, example, status, words }) =>
        `${momentWords('ru', at)}  ${target}  ${addresses}, such as ${example}  ${status ?? 'no answer'} ${words}`,
    ),
  ].filter((line) => line !== '')
}
