import { randomBytes } from 'node:crypto'
import { lastKept } from '../../platform/last-kept.js'
import { isSignedBy, signature } from '../../platform/secret.js'

const hoursOfAToken = 24

/**
 * Names one showing of a creative, so that only what was really shown can be seen or clicked, and each once. Forged, old and
 * used ones are told apart, since an advertiser is shown what was left out and why.
 */
export class AdTokens {
  private readonly used = lastKept<string, true>(200_000)

  constructor(private readonly secret: string) {}

  make(creativeId: number, now: Date): string {
    const text = `${creativeId}.${Math.floor(now.getTime() / 1000).toString(36)}.${randomBytes(6).toString('base64url')}`
    return `${text}.${this.sign(text)}`
  }

  /** `use` names what may be done once with a token: `seen`, `click`. Undefined for a token that is none of ours. */
  read(token: string, use: string, now: Date): { creativeId: number; is: 'fresh' | 'repeat' | 'late' } | undefined {
    const found = /^((\d{1,9})\.([0-9a-z]{6,8})\.[\w-]{8})\.([\w-]{22})$/.exec(token)
    const [, text = '', creative, made = '', signed = ''] = found ?? []
    if (!found || !isSame(this.sign(text), signed)) return undefined
    const creativeId = Number(creative)
    const age = now.getTime() / 1000 - Number.parseInt(made, 36)
    if (age > hoursOfAToken * 3600) return { creativeId, is: 'late' }
    const key = `${use} ${text}`
    const isRepeat = this.used.has(key)
    this.used.set(key, true)
    return { creativeId, is: isRepeat ? 'repeat' : 'fresh' }
  }

  /** Half of a signature is more than enough for a banner, and keeps the address short. */
  private sign(text: string): string {
    return signature(this.secret, text).slice(0, 22)
  }
}

/** In constant time, by way of two signatures under a key that nobody knows. */
function isSame(right: string, given: string): boolean {
  return isSignedBy('', right, signature('', given))
}
