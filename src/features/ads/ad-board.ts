import type { Kit } from '../../platform/kit.js'
import { secretOf } from '../../platform/secret.js'
import { type AdCount, type AdDeed, type AdKind, addAdCounts, recentAudience, runningCandidates } from './ad-store.js'
import { AdTokens } from './ad-token.js'
import { type AdContext, type Candidate, evenAudience, hourOfWeek, openPacing, runsAt, suits } from './campaign.js'
import { chooseCreative } from './choosing.js'
import type { Placement } from './placement.js'
import { type AdReader, ReaderCaps } from './reader-caps.js'

declare module '../../platform/kit.js' {
  interface Kit {
    /** Absent in an operator's command, which shows nothing to anybody. */
    ads?: AdBoard
  }
}

export const adsTag = 'ads'

/** What may be shown and what was, as one process knows it: choosing asks no database. */
export interface AdBoard {
  /** Chooses and counts. Undefined when nothing suits, which a page with the place knows beforehand: see `isOffered`. */
  choose(context: AdContext, reader: AdReader, exclusion: Exclusion | null): Candidate | undefined
  /** Whether a page leaves room for a place: a campaign for it runs now. When caps and plans are used up, our own card fills it. */
  isOffered(context: Omit<AdContext, 'device'>): boolean
  /** Changes when a page would leave other room than before. */
  offer(): string
  count(creativeId: number, kind: AdKind): void
  /** Whether the same reader clicked the same creative a moment ago. Notes the click. */
  isClickRepeated(reader: AdReader, creativeId: number): boolean
  /** Whether more of it came from the reader's address than people can make. Notes what is not. */
  isCrowded(reader: AdReader, creativeId: number, of: AdDeed): boolean
  tokens: AdTokens
  /** Reads anew what may be shown. */
  refresh(): Promise<void>
  /** Writes what was counted since the last time, in one statement. What cannot be written is kept. */
  flush(): Promise<void>
}

/** Why a showing does not count. */
export type Exclusion = 'bot' | 'staff' | 'prefetch'

/** Campaigns, showings and clicks share one kind of key. */
const thingOf = (of: 'shown' | 'click', creativeId: number) => (of === 'shown' ? 1e9 : 2e9) + creativeId

/** A page opened twice within so many seconds was shown once. */
const secondsOfARepeat = 10

export async function openAdBoard(kit: Kit): Promise<AdBoard> {
  const caps = new ReaderCaps()
  const tokens = new AdTokens(await secretOf(kit.db, 'ads'))
  let candidates: Candidate[] = []
  let byPlacement = new Map<Placement, Candidate[]>()
  let counts = new Map<string, AdCount>()
  /** Of campaigns, counted here since the candidates were read. */
  let ahead = new Map<number, number>()
  let due = openPacing(evenAudience)
  /** Frames asked for since the last writing. */
  let asked = 0
  let writing: Promise<void> = Promise.resolve()

  function add(creativeId: number, kind: AdKind, n = 1): void {
    const key = `${creativeId} ${kind}`
    const known = counts.get(key)
    if (known) known.n += n
    else counts.set(key, { creativeId, kind, n })
  }

  async function write(): Promise<void> {
    if (counts.size === 0 && asked === 0) return
    const [taken, frames] = [counts, asked]
    counts = new Map()
    asked = 0
    try {
      await addAdCounts(kit.db, [...taken.values()], frames, kit.clock.now())
    } catch (error) {
      asked += frames
      for (const { creativeId, kind, n } of taken.values()) add(creativeId, kind, n)
      throw error
    }
  }

  async function refresh(): Promise<void> {
    // Written first, or what was counted here would be forgotten for a moment and shown once more.
    await flush()
    const before = ahead
    ahead = new Map()
    try {
      candidates = await runningCandidates(kit.db, kit.clock.now())
      due = openPacing(await recentAudience(kit.db, kit.clock.now()))
    } catch (error) {
      for (const [id, n] of before) ahead.set(id, (ahead.get(id) ?? 0) + n)
      throw error
    }
    byPlacement = new Map()
    const now = kit.clock.now()
    for (const each of candidates) {
      // Reckoned here and not while a reader waits.
      due(each, now)
      const same = byPlacement.get(each.placement)
      if (same) same.push(each)
      else byPlacement.set(each.placement, [each])
    }
  }

  function flush(): Promise<void> {
    const mine = writing.then(write)
    writing = mine.catch(() => {})
    return mine
  }

  const standing = (reader: AdReader, now: Date) => ({
    due,
    shown: ({ campaignId, shown }: Candidate) => shown + (ahead.get(campaignId) ?? 0),
    isSated: ({ campaignId, capPerReader }: Candidate) =>
      capPerReader !== null && caps.count(reader, campaignId, now) >= capPerReader,
  })

  kit.changes.listen((tags) => {
    if (tags === 'everything' || tags.includes(adsTag))
      refresh().catch((error) => kit.log.error({ err: error }, 'the running campaigns could not be read'))
  })
  await refresh()

  return {
    choose: (context, reader, exclusion) => {
      const now = kit.clock.now()
      if (exclusion === null) asked += 1
      const chosen = chooseCreative(byPlacement.get(context.placement) ?? [], context, now, standing(reader, now))
      if (!chosen) return undefined
      const { creativeId, campaignId } = chosen
      if (exclusion) add(creativeId, `shown-${exclusion}`)
      else if (caps.isRepeated(reader, thingOf('shown', creativeId), secondsOfARepeat, now))
        add(creativeId, 'shown-repeat')
      else if (caps.isCrowded(reader, creativeId, 'shown', now)) add(creativeId, 'shown-crowd')
      else {
        add(creativeId, 'shown')
        ahead.set(campaignId, (ahead.get(campaignId) ?? 0) + 1)
      }
      // Whatever it counts as, it was on the reader's screen.
      caps.add(reader, campaignId, now)
      return chosen
    },
    isOffered: (context) => {
      const now = kit.clock.now()
      const hour = hourOfWeek(now)
      return (byPlacement.get(context.placement) ?? []).some(
        (each) => runsAt(each, now, hour) && suits(each, { ...context, device: each.device ?? 'desk' }),
      )
    },
    offer: () => {
      const now = kit.clock.now()
      return candidates
        .filter((each) => runsAt(each, now))
        .map(({ creativeId }) => creativeId)
        .join()
    },
    count: (creativeId, kind) => add(creativeId, kind),
    isClickRepeated: (reader, creativeId) =>
      caps.isRepeated(reader, thingOf('click', creativeId), secondsOfARepeat, kit.clock.now()),
    isCrowded: (reader, creativeId, of) => caps.isCrowded(reader, creativeId, of, kit.clock.now()),
    tokens,
    refresh,
    flush,
  }
}
