import type { ServerProcess } from './child.js'
import { type Load, loadFor } from './load.js'
import type { BenchOptions } from './options.js'
import { median } from './table.js'

export interface Target {
  server: ServerProcess
  paths: readonly string[]
  headers?: Record<string, string>
  bodies?: readonly string[]
  status?: number
}

export interface TargetResult {
  perSecond: number
  medianMs: number
  /** Processor time of the server process for one answer: what remains true when other programs take processor time too. */
  cpuMicrosecondsPerAnswer: number
}

const connections = 32

/**
 * Loads the targets in turn, round after round, so that whatever else the machine does meets all of them alike. One round
 * goes before, uncounted, for compilers and caches. The median of the rounds is what counts.
 */
export async function interleaved<Name extends string>(
  targets: Record<Name, Target>,
  { rounds, secondsPerRound }: BenchOptions,
): Promise<Record<Name, TargetResult>> {
  const names = Object.keys(targets) as Name[]
  const found = Object.fromEntries(names.map((name) => [name, [] as TargetResult[]])) as Record<Name, TargetResult[]>
  for (let round = 0; round <= rounds; round += 1) {
    for (const name of names) {
      const result = await measure(targets[name], secondsPerRound)
      if (round > 0) found[name].push(result)
    }
  }
  return Object.fromEntries(names.map((name) => [name, medians(found[name])])) as Record<Name, TargetResult>
}

async function measure({ server, ...rest }: Target, seconds: number): Promise<TargetResult> {
  const load: Load = { port: server.port, connections, ...rest }
  const before = await server.usage()
  const { perSecond, timesInMs } = await loadFor(seconds, load)
  const after = await server.usage()
  return {
    perSecond,
    medianMs: median(timesInMs),
    cpuMicrosecondsPerAnswer: ((after.cpuMs - before.cpuMs) * 1000) / timesInMs.length,
  }
}

function medians(results: TargetResult[]): TargetResult {
  return {
    perSecond: median(results.map((result) => result.perSecond)),
    medianMs: median(results.map((result) => result.medianMs)),
    cpuMicrosecondsPerAnswer: median(results.map((result) => result.cpuMicrosecondsPerAnswer)),
  }
}
