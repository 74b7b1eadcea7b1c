import type { Kit } from '../../platform/kit.js'
import { OutsideFailed } from '../../platform/outside.js'
import { readSettings } from '../settings/setting-store.js'
import { nextAttempt, type PingTarget, pingPaces, pingTargets } from './ping-pace.js'
import { type PingSettings, pingSettings } from './ping-settings.js'
import { type DuePing, dropQueue, duePings, markFailed, markSent, writePingLog } from './ping-store.js'

interface PingRequest {
  address: string
  body: string
  contentType: string
}

/** The job's work: one request to each target that has something due. Gives how many addresses were told. */
export async function sendPings(kit: Kit): Promise<number> {
  const settings = await readSettings(kit.db, pingSettings)
  let told = 0
  for (const target of pingTargets) told += await sendTo(kit, target, settings)
  return told
}

async function sendTo(kit: Kit, target: PingTarget, settings: PingSettings): Promise<number> {
  const due = await duePings(kit.db, target, kit.clock.now(), pingPaces[target].batch)
  const [first] = due
  if (!first) return 0
  const request = settings.isStaging ? undefined : requestOf(target, kit.origin, settings, due)
  if (!request) {
    await dropQueue(kit.db, target)
    return 0
  }
  const began = performance.now()
  const answer = await send(kit, request)
  const now = kit.clock.now()
  if (answer.isTaken) await markSent(kit.db, target, due, now)
  else
    await markFailed(kit.db, target, due, (attempts) =>
      // A wrong key will not become right by asking again.
      answer.status === 400 || answer.status === 403 || answer.status === 422
        ? null
        : nextAttempt(attempts, now, answer.retryAfter),
    )
  await writePingLog(kit.db, {
    at: now,
    target,
    addresses: due.length,
    example: first.address,
    status: answer.status,
    words: answer.words.slice(0, 300),
    milliseconds: Math.round(performance.now() - began),
  })
  return answer.isTaken ? due.length : 0
}

/** Undefined when nobody is named whom we should tell. */
function requestOf(
  target: PingTarget,
  origin: string,
  { hub, indexNowKey, indexNowAddress }: PingSettings,
  due: readonly DuePing[],
): PingRequest | undefined {
  const addresses = due.map(({ address }) => new URL(address, origin).href)
  if (target === 'websub') {
    if (hub === null) return undefined
    const form = new URLSearchParams({ 'hub.mode': 'publish' })
    for (const address of addresses) form.append('hub.url', address)
    return { address: hub, body: form.toString(), contentType: 'application/x-www-form-urlencoded' }
  }
  if (indexNowKey === null) return undefined
  const body = JSON.stringify({
    host: new URL(origin).host,
    key: indexNowKey,
    keyLocation: `${origin}/${indexNowKey}.txt`,
    urlList: addresses,
  })
  return { address: indexNowAddress, body, contentType: 'application/json; charset=utf-8' }
}

interface PingAnswer {
  isTaken: boolean
  status: number | null
  words: string
  retryAfter?: Date
}

async function send(kit: Kit, { address, body, contentType }: PingRequest): Promise<PingAnswer> {
  try {
    const { status } = await kit.outside.post(address, {
      body,
      contentType,
      maxBytes: 100_000,
      deadlineInSeconds: 15,
    })
    return { isTaken: true, status, words: '' }
  } catch (error) {
    if (!(error instanceof OutsideFailed)) throw error
    kit.log.warn({ error: error.message, address }, 'a ping was not taken')
    return {
      isTaken: false,
      status: error.status ?? null,
      words: error.message,
      ...(error.retryAfter && { retryAfter: error.retryAfter }),
    }
  }
}
