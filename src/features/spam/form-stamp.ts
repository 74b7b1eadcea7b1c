import { createHash, randomBytes } from 'node:crypto'
import type { Kit } from '../../platform/kit.js'
import { lastKept } from '../../platform/last-kept.js'
import { isSignedBy, secretOf, signature } from '../../platform/secret.js'

/**
 * Signed times in forms. A cached page carries a `page` stamp, which tells the hour it was made in and so does not change the
 * page's bytes more than once an hour; a form of one person's own, or the page's script when the form is touched, gets a
 * `person` stamp to the millisecond, which may demand work and can be used once.
 */
export interface Stamp {
  kind: 'page' | 'person'
  /** Milliseconds. */
  madeAt: number
  /** Leading zero bits demanded of each of `puzzles` hashes; 0 asks for nothing. */
  bits: number
  isProven: boolean
}

/** Eight small puzzles vary less than one large: the slowest phone of a hundred waits twice the usual, not five times. */
export const puzzles = 8
/** 8 × 256 tries on average. */
export const workBits = 8
const hour = 3_600_000

export async function pageStamp(kit: Kit, subject: string): Promise<string> {
  const payload = `p${Math.floor(kit.clock.now().getTime() / hour).toString(36)}`
  return `${payload}.${short(await secret(kit), subject, payload)}`
}

export async function personStamp(kit: Kit, subject: string, bits: number): Promise<string> {
  const payload = `f${kit.clock.now().getTime().toString(36)}-${bits}-${randomBytes(6).toString('base64url').replaceAll('-', '_')}`
  return `${payload}.${short(await secret(kit), subject, payload)}`
}

const used = lastKept<string, true>(50_000)

/** What a stamp says; undefined when it is forged, foreign, or of one person and used before. */
export async function readStamp(kit: Kit, subject: string, given: string, proof: string): Promise<Stamp | undefined> {
  const found = /^(p([0-9a-z]{1,9})|f([0-9a-z]{1,9})-(\d{1,2})-[\w]{8})\.([\w-]{22})$/.exec(given)
  if (!found) return undefined
  const [, payload = '', hours, moment, bits = '0', sign = ''] = found
  if (!isShortSigned(await secret(kit), subject, payload, sign)) return undefined
  if (hours !== undefined) return { kind: 'page', madeAt: Number.parseInt(hours, 36) * hour, bits: 0, isProven: false }
  if (used.has(payload)) return undefined
  const demanded = Number(bits)
  return {
    kind: 'person',
    madeAt: Number.parseInt(moment ?? '0', 36),
    bits: demanded,
    isProven: demanded > 0 && isProof(given, proof, demanded),
  }
}

/** After what the form was for is done: a form that came back with faults may be sent again. */
export function useStamp(given: string): void {
  used.set(given.split('.', 1)[0] ?? '', true)
}

/** `proof` is eight numbers; each, hashed with the stamp and its place, begins with `bits` zero bits. */
export function isProof(stamp: string, proof: string, bits: number): boolean {
  const numbers = proof.split(',')
  if (numbers.length !== puzzles || !numbers.every((each) => /^\d{1,9}$/.test(each))) return false
  return numbers.every((number, place) => {
    const digest = createHash('sha256').update(`${stamp}:${place}:${number}`).digest()
    return digest.readUInt32BE(0) >>> (32 - bits) === 0
  })
}

async function secret(kit: Kit): Promise<string> {
  const { key } = await kit.memory.keep('secret:forms', { tags: [], seconds: 3600 }, async () => ({
    key: await secretOf(kit.db, 'forms'),
  }))
  return key
}

function short(key: string, subject: string, payload: string): string {
  return signature(key, `${subject} ${payload}`).slice(0, 22)
}

function isShortSigned(key: string, subject: string, payload: string, sign: string): boolean {
  // The whole signature is compared, its given part and its known rest, so that the time taken tells nothing.
  const whole = signature(key, `${subject} ${payload}`)
  return isSignedBy(key, `${subject} ${payload}`, sign + whole.slice(22))
}
