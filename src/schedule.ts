import cron, { type ScheduledTask } from 'node-cron'
import { forgetEndedSessions } from './features/accounts/session-store.js'
import { renewAds } from './features/ads/ad-clock.js'
import { forgetOldAudience } from './features/ads/ad-store.js'
import { cacheTags } from './features/articles/cache-tags.js'
import { doDueDeeds } from './features/articles/due-deeds.js'
import { endFrontSlots } from './features/articles/front-ends.js'
import { endDueNotices, forgetGoneNotices } from './features/board/ending.js'
import { catchUpNoticeTerms } from './features/board/notice-terms.js'
import { forgetWriters } from './features/comments/retention.js'
import { catchUpIndex } from './features/indexing/index-catch-up.js'
import { tidyLibrary } from './features/library/library-tidying.js'
import { makeVariants } from './features/media/picture-variants.js'
import { sendPings } from './features/pings/ping-sending.js'
import { forgetOldPings } from './features/pings/ping-store.js'
import { halykFetcher, refreshHalyk } from './features/rates/halyk-refresh.js'
import { fillRateHistory, historyFetcher } from './features/rates/rate-history.js'
import { ratesFetchers, refreshRates } from './features/rates/rates-refresh.js'
import type { RatesSettings } from './features/rates/rates-settings.js'
import { forgetOldViewDays } from './features/readership/view-store.js'
import { airFetchers, refreshAir } from './features/weather/air-refresh.js'
import { refreshWeather, weatherFetchers } from './features/weather/weather-refresh.js'
import { zone } from './language/dates.js'
import type { PlannedJob } from './operator/status.js'
import { claim, forgetOldClaims } from './platform/claims.js'
import type { Kit } from './platform/kit.js'

interface Job {
  name: string
  /** In the time of Almaty; with seconds where there are six fields. */
  cron: string
  /** Every instance runs it, or the one that claims the tick. */
  on: 'every instance' | 'one instance'
  /** Once at the start too, so that a fresh portal need not wait for the hour. */
  atStart?: boolean
  /** So that not all portals of the country knock at the same second. */
  maxDelayInSeconds?: number
  /** Whom it asks, for the operator. */
  fetchers?: readonly string[]
  run(kit: Kit): Promise<unknown>
}

export interface ScheduleSettings {
  rates: RatesSettings
  isRatesOn: boolean
  /** As an operator writes them: five fields, in the time of Almaty. */
  ratesCron: string
  weatherCron: string
}

/** Everything the clock does. Jobs look at the state, not at the time: a missed tick heals itself, a second run is harmless. */
function jobsOf(kit: Kit, { rates, isRatesOn, ratesCron, weatherCron }: ScheduleSettings): Job[] {
  const oneInstance = { on: 'one instance' as const }
  return [
    { name: 'write views', cron: '*/5 * * * * *', on: 'every instance', run: async (kit) => kit.readership?.flush() },
    { name: 'write showings', cron: '*/5 * * * * *', on: 'every instance', run: async (kit) => kit.ads?.flush() },
    { name: 'campaigns', cron: '0,15,30,45 * * * * *', on: 'every instance', run: renewAds },
    // Each row is taken by one instance and passed over by the others.
    { name: 'publish what is due', cron: '* * * * * *', on: 'every instance', run: doDueDeeds },
    {
      name: 'write missed addresses',
      cron: '*/20 * * * * *',
      on: 'every instance',
      run: async (kit) => kit.missed?.flush(),
    },
    {
      name: 'end what the front page shows for a time',
      cron: '*/2 * * * * *',
      on: 'every instance',
      run: endFrontSlots,
    },
    { name: 'tell search engines and the hub', cron: '*/5 * * * * *', ...oneInstance, run: sendPings },
    {
      name: 'forget old pings',
      cron: '0 23 4 * * *',
      ...oneInstance,
      run: (kit) => forgetOldPings(kit.db, kit.clock.now()),
    },
    { name: 'make picture variants', cron: '*/20 * * * * *', ...oneInstance, run: makeVariants },
    // Of several instances one finds each notice still on the board.
    { name: 'end notices', cron: '*/30 * * * * *', on: 'every instance', run: endDueNotices },
    { name: 'forget gone notices', cron: '0 37 4 * * *', ...oneInstance, run: forgetGoneNotices },
    { name: 'tidy the media library', cron: '50 */10 * * * *', ...oneInstance, run: tidyLibrary },
    // Every page tells the date, and every list says «Сегодня» and «Вчера».
    { name: 'turn the day', cron: '1 0 0 * * *', on: 'every instance', run: turnTheDay },
    { name: 'forget writers', cron: '0 41 3 * * *', ...oneInstance, atStart: true, run: forgetWriters },
    {
      name: 'write what was not found',
      cron: '15 * * * * *',
      on: 'every instance',
      run: async (kit) => kit.missedSearches?.flush(),
    },
    {
      name: 'catch up the search of notices',
      cron: '35 * * * * *',
      ...oneInstance,
      atStart: true,
      run: catchUpNoticeTerms,
    },
    // Mostly finds nothing: whoever writes an article has it indexed at once. But the words of a withdrawn story must not be
    // suggested for long.
    {
      name: 'catch up the search index',
      cron: '*/10 * * * * *',
      ...oneInstance,
      atStart: true,
      run: (kit) => catchUpIndex(kit),
    },
    {
      name: 'forget old claims',
      cron: '0 17 4 * * *',
      ...oneInstance,
      run: (kit) => forgetOldClaims(kit.db, kit.clock),
    },
    {
      name: 'forget old days of views',
      cron: '0 37 4 * * *',
      ...oneInstance,
      run: (kit) => forgetOldViewDays(kit.db, kit.clock.now()),
    },
    {
      name: 'forget old audience',
      cron: '0 47 4 * * *',
      ...oneInstance,
      run: (kit) => forgetOldAudience(kit.db, kit.clock.now()),
    },
    {
      name: 'forget ended sessions',
      cron: '0 27 4 * * *',
      ...oneInstance,
      run: (kit) => forgetEndedSessions(kit.db, kit.clock.now()),
    },
    // Asks only for towns whose forecast has become old.
    {
      name: 'weather',
      cron: weatherCron,
      ...oneInstance,
      atStart: true,
      maxDelayInSeconds: 60,
      fetchers: weatherFetchers(kit),
      run: refreshWeather,
    },
    {
      name: 'air quality',
      cron: '41 11,41 * * * *',
      ...oneInstance,
      atStart: true,
      fetchers: airFetchers(kit),
      run: refreshAir,
    },
    ...(isRatesOn ? ratesJobs(rates, ratesCron) : []),
  ]
}

function ratesJobs(rates: RatesSettings, ratesCron: string): Job[] {
  const common = { on: 'one instance' as const, maxDelayInSeconds: 120 }
  const cash: Job = {
    name: 'cash rates',
    cron: '0 22 9-20 * * *',
    ...common,
    fetchers: [halykFetcher],
    run: (kit) => refreshHalyk(kit, rates),
  }
  return [
    {
      name: 'rates',
      cron: ratesCron,
      ...common,
      atStart: true,
      fetchers: ratesFetchers,
      run: (kit) => refreshRates(kit, rates),
    },
    // A few days in one go: a fresh portal has its chart after five hours, and then there is nothing left to ask.
    {
      name: 'history of rates',
      cron: '0 12,42 * * * *',
      ...common,
      fetchers: [historyFetcher],
      run: (kit) => fillRateHistory(kit, rates),
    },
    ...(rates.halyk.isOn ? [cash] : []),
  ]
}

export interface Schedule {
  nextRuns(): PlannedJob[]
  /** Stops the clock and waits for the jobs that are running, but not for other people's sites: the next start asks them again. */
  stop(): Promise<void>
}

export function startSchedule(kit: Kit, settings: ScheduleSettings): Schedule {
  const running = new Set<Promise<void>>()
  const jobs = jobsOf(kit, settings)
  const start = (job: Job, tick: Date) => {
    const work = runJob(kit, job, tick).finally(() => running.delete(work))
    if (job.fetchers === undefined) running.add(work)
    return work
  }
  const tasks: ScheduledTask[] = jobs.map((job) =>
    cron.schedule(job.cron, ({ date }) => start(job, date), {
      name: job.name,
      timezone: zone,
      noOverlap: true,
      suppressMissedWarning: true,
      ...(job.maxDelayInSeconds && { maxRandomDelay: job.maxDelayInSeconds * 1000 }),
    }),
  )
  for (const job of jobs) if (job.atStart) void start(job, kit.clock.now())
  return {
    nextRuns: () =>
      jobs.map(({ name, fetchers = [] }, at) => ({ job: name, at: tasks[at]?.getNextRun() ?? null, fetchers })),
    stop: async () => {
      for (const task of tasks) await task.destroy()
      await Promise.allSettled(running)
    },
  }
}

/** The only catch around a job: a failure is logged and the next tick tries again. */
async function runJob(kit: Kit, job: Job, tick: Date): Promise<void> {
  const started = performance.now()
  try {
    if (
      job.on === 'one instance' &&
      !(await claim(kit.db, job.name, new Date(Math.floor(tick.getTime() / 1000) * 1000)))
    )
      return
    await job.run(kit)
    kit.log.debug({ job: job.name, milliseconds: Math.round(performance.now() - started) }, 'job done')
  } catch (error) {
    kit.log.error({ job: job.name, err: error }, 'job failed')
  }
}

export async function turnTheDay(kit: Kit): Promise<void> {
  await kit.changes.announce([cacheTags.filing, cacheTags.newest('ru'), cacheTags.newest('kk')])
}
