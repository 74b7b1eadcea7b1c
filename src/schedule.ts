import cron, { type ScheduledTask } from 'node-cron'
import { cacheTags } from './features/articles/cache-tags.js'
import { publishDue } from './features/articles/publishing.js'
import { makeVariants } from './features/media/picture-variants.js'
import { refreshHalyk } from './features/rates/halyk-refresh.js'
import { refreshRates } from './features/rates/rates-refresh.js'
import type { RatesSettings } from './features/rates/rates-settings.js'
import { refreshAir } from './features/weather/air-refresh.js'
import { refreshWeather } from './features/weather/weather-refresh.js'
import { zone } from './language/dates.js'
import { claim, forgetOldClaims } from './platform/claims.js'
import type { Kit } from './platform/kit.js'

interface Job {
  name: string
  /** With seconds, in the time of Almaty. */
  cron: string
  /** Every instance runs it, or the one that claims the tick. */
  on: 'every instance' | 'one instance'
  /** Once at the start too, so that a fresh portal need not wait for the hour. */
  atStart?: boolean
  /** So that not all portals of the country knock at the same second. */
  maxDelayInSeconds?: number
  run(kit: Kit): Promise<unknown>
}

export interface ScheduleSettings {
  rates: RatesSettings
  isRatesOn: boolean
}

/** Everything the clock does. Jobs look at the state, not at the time: a missed tick heals itself, a second run is harmless. */
function jobsOf({ rates, isRatesOn }: ScheduleSettings): Job[] {
  const oneInstance = { on: 'one instance' as const }
  return [
    { name: 'write views', cron: '*/5 * * * * *', on: 'every instance', run: async (kit) => kit.readership?.flush() },
    // One update with a condition: of several instances only one finds each article still scheduled.
    { name: 'publish what is due', cron: '* * * * * *', on: 'every instance', run: publishDue },
    { name: 'make picture variants', cron: '*/20 * * * * *', ...oneInstance, run: makeVariants },
    // «Сегодня» and «Вчера» stand on every list.
    { name: 'turn the day', cron: '1 0 0 * * *', on: 'every instance', run: turnTheDay },
    {
      name: 'forget old claims',
      cron: '0 17 4 * * *',
      ...oneInstance,
      run: (kit) => forgetOldClaims(kit.db, kit.clock),
    },
    // Asks only for towns whose forecast has become old.
    { name: 'weather', cron: '23 6,21,36,51 * * * *', ...oneInstance, atStart: true, run: refreshWeather },
    { name: 'air quality', cron: '41 11,41 * * * *', ...oneInstance, atStart: true, run: refreshAir },
    ...(isRatesOn ? ratesJobs(rates) : []),
  ]
}

/** The National Bank sets the rate in the afternoon; in the morning the feed has the day's. */
function ratesJobs(rates: RatesSettings): Job[] {
  const common = { on: 'one instance' as const, maxDelayInSeconds: 120, run: (kit: Kit) => refreshRates(kit, rates) }
  return [
    { name: 'rates in the morning', cron: '0 7 8 * * *', ...common, atStart: true },
    { name: 'rates in the afternoon', cron: '0 37 16,17 * * *', ...common },
    { name: 'rates in the evening', cron: '0 7 20 * * *', ...common },
    ...(rates.halyk.isOn
      ? [{ name: 'cash rates', cron: '0 22 9-20 * * *', ...common, run: (kit: Kit) => refreshHalyk(kit, rates) }]
      : []),
  ]
}

export interface Schedule {
  nextRuns(): { job: string; at: Date | null }[]
  /** Stops the clock and waits for the jobs that are running. */
  stop(): Promise<void>
}

export function startSchedule(kit: Kit, settings: ScheduleSettings): Schedule {
  const running = new Set<Promise<void>>()
  const jobs = jobsOf(settings)
  const start = (job: Job, tick: Date) => {
    const work = runJob(kit, job, tick).finally(() => running.delete(work))
    running.add(work)
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
    nextRuns: () => tasks.map((task) => ({ job: task.name ?? '', at: task.getNextRun() })),
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
    kit.log.error({ job: job.name, error }, 'job failed')
  }
}

async function turnTheDay(kit: Kit): Promise<void> {
  await kit.changes.announce([
    cacheTags.front('ru'),
    cacheTags.front('kk'),
    cacheTags.newest('ru'),
    cacheTags.newest('kk'),
  ])
}
