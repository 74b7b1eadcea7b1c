import { type ServerProcess, startServer } from '../child.js'
import { createScratch, type Scratch } from '../database/scratch.js'
import type { BenchOptions } from '../options.js'
import type { Job } from '../servers/job.js'
import type { Outcome } from '../table.js'

/** What every row is handed. */
export interface BenchRun {
  options: BenchOptions
  /** The scratch database with this many articles, filled when it is first asked for. */
  scratch(articles: number): Promise<Scratch>
}

export type Row = (run: BenchRun) => Promise<Outcome[]>

export function openRun(options: BenchOptions, server: string | undefined): BenchRun {
  const filled = new Map<number, Promise<Scratch>>()
  return {
    options,
    scratch: (articles) => {
      const known = filled.get(articles) ?? createScratch(server, articles)
      filled.set(articles, known)
      return known
    },
  }
}

/** Starts these servers one after the other, lets them be used, and stops them. */
export async function withServers<Name extends string, Result>(
  { options }: BenchRun,
  jobs: Record<Name, Job>,
  use: (servers: Record<Name, ServerProcess>) => Promise<Result>,
): Promise<Result> {
  const servers: Partial<Record<Name, ServerProcess>> = {}
  for (const [name, job] of Object.entries(jobs) as [Name, Job][]) servers[name] = await startServer(job, options)
  try {
    return await use(servers as Record<Name, ServerProcess>)
  } finally {
    await Promise.all(Object.values<ServerProcess | undefined>(servers).map((server) => server?.stop()))
  }
}

/** The portal without its page cache. */
export function uncachedSite(scratch: Scratch, options = { keepsMemory: true }): Job {
  return { kind: 'site', database: scratch.place, pageCacheMb: 0, ...options }
}

export const usualPageCacheMb = 32
