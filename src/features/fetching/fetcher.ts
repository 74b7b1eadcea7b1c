import { type Circuit, circuitOf, openBreaker } from '../../platform/breaker.js'
import type { Kit } from '../../platform/kit.js'
import { type Conditions, OutsideFailed } from '../../platform/outside.js'
import { BadAnswer } from './bad-answer.js'
import { allFetches, type FetchState, findFetch, recordFailure, recordSuccess } from './fetch-store.js'

/** A whole answer, with what it said of itself for the next request. */
export interface Fetched<T> extends Conditions {
  value: T
  /** The provider does not want to be asked before. */
  notBefore?: Date
}

/** The last whole answer still holds; `'unchanged'` for short. */
export interface Unchanged {
  unchanged: true
  notBefore?: Date
}

/**
 * Fetches one thing from another site, and is the only catch around it: gives the value; `unchanged` when the last one still
 * holds; or undefined when there is none to be had now, with the reason kept for the operator. `fetcher` names the thing and
 * its provider. It is not asked while the provider wants to be left alone, or while the circuit is open after five failures.
 */
export async function fetchOnce<T>(
  kit: Kit,
  fetcher: string,
  work: (conditions: Conditions) => Promise<Fetched<T> | Unchanged | 'unchanged'>,
): Promise<T | 'unchanged' | undefined> {
  const { db, log } = kit
  const at = kit.clock.now()
  const state = await findFetch(db, fetcher)
  if (state?.notBefore && state.notBefore > at) return hasFailedLast(state) ? undefined : 'unchanged'
  const breaker = openBreaker(state?.circuit ?? null)
  if (breaker.circuit() === 'open') {
    log.debug({ fetcher }, 'not asked: it has failed too often, there is a pause')
    return undefined
  }
  const outcome = await breaker
    .run(() => work(conditionsOf(state)))
    .then(
      (fetched) => ({ fetched }),
      (error: unknown) => ({ error }),
    )
  const circuit = breaker.kept()
  if ('error' in outcome) {
    const { error } = outcome
    const reason = reasonOf(error)
    const isForeign = error instanceof OutsideFailed || error instanceof BadAnswer
    // A mistake of ours comes with its stack.
    if (isForeign) log.warn({ fetcher, reason }, 'fetching failed')
    else log.error({ fetcher, err: error }, 'fetching failed')
    const retryAfter = error instanceof OutsideFailed ? error.retryAfter : undefined
    await recordFailure(db, fetcher, { at, reason, circuit, notBefore: soonEnough(retryAfter, at) })
    return undefined
  }
  const { fetched } = outcome
  if (fetched === 'unchanged' || 'unchanged' in fetched) {
    const notBefore = fetched === 'unchanged' ? undefined : fetched.notBefore
    await recordSuccess(db, fetcher, { at, circuit, notBefore: soonEnough(notBefore, at), isUnchanged: true })
    return 'unchanged'
  }
  const { value, notBefore, etag, lastModified } = fetched
  await recordSuccess(db, fetcher, {
    at,
    circuit,
    notBefore: soonEnough(notBefore, at),
    isUnchanged: false,
    ...(etag !== undefined && { etag }),
    ...(lastModified !== undefined && { lastModified }),
  })
  return value
}

export type FetcherState = Omit<FetchState, 'circuit'> & { circuit: Circuit }

/** For the health page and the operator: every fetcher that has been tried, and how it does. */
export async function fetcherStates(kit: Kit): Promise<FetcherState[]> {
  return (await allFetches(kit.db)).map((state) => ({ ...state, circuit: circuitOf(state.circuit) }))
}

const dayInMilliseconds = 24 * 3_600_000

/** A provider may ask for a pause, and not for more than a day: a wrong header must not silence it for years. */
function soonEnough(asked: Date | undefined, now: Date): Date | null {
  if (!asked || asked <= now) return null
  return new Date(Math.min(asked.getTime(), now.getTime() + dayInMilliseconds))
}

function hasFailedLast({ lastFailureAt, lastSuccessAt }: FetchState): boolean {
  return lastFailureAt !== null && (lastSuccessAt === null || lastFailureAt > lastSuccessAt)
}

function conditionsOf(state: FetchState | undefined): Conditions {
  return {
    ...(state?.etag && { etag: state.etag }),
    ...(state?.lastModified && { lastModified: state.lastModified }),
  }
}

/** An address may hold a key: of every address only the host is kept. */
function reasonOf(error: unknown): string {
  const words = error instanceof Error ? error.message : String(error)
  return words.replace(/(https?:\/\/[^/\s?]+)\S*/g, '$1').slice(0, 300) || 'no reason given'
}
