import { Secret, TOTP } from 'otpauth'
import { renderSVG } from 'uqr'

const secondsPerStep = 30
/** A phone's clock may be half a minute off. */
const stepsAside = 1

export function newTotpSecret(): string {
  return new Secret({ size: 20 }).base32
}

/** The step of time that a code belongs to, or null when it is wrong. A step may be used once: see `useStep`. */
export function stepOfCode(secret: string, code: string, now: Date): number | null {
  const token = code.replace(/\s/g, '')
  if (!/^\d{6}$/.test(token)) return null
  const delta = totpOf(secret).validate({ token, timestamp: now.getTime(), window: stepsAside })
  return delta === null ? null : Math.floor(now.getTime() / 1000 / secondsPerStep) + delta
}

/** What an application on a phone reads: the address itself, and the same as a drawing to point a camera at. */
export function totpInvitation(secret: string, site: string, signIn: string): { address: string; svg: string } {
  const address = totpOf(secret, site, signIn).toString()
  return { address, svg: renderSVG(address, { border: 2, whiteColor: '#fff', blackColor: '#000' }) }
}

function totpOf(secret: string, issuer = 'Locman', label = 'newsroom'): TOTP {
  return new TOTP({ issuer, label, secret: Secret.fromBase32(secret), period: secondsPerStep, digits: 6 })
}
