import { createHash } from 'node:crypto'
import type { Kit } from '../../platform/kit.js'
import { bareWords } from '../../text/skeleton.js'

/** How a text came, apart from its words. */
export interface Sending {
  /** No script ran, or it was asked for work and did none. */
  isUnproven: boolean
  /** Sent sooner after the form was opened than a person types. */
  isHasty: boolean
  /** The field that no person sees was filled in. */
  isBaited: boolean
  /** The form's signed time is forged, foreign, used before or days old. */
  isStampWrong: boolean
  /** Many are sending now. */
  isBusy: boolean
}

export interface Suspect extends Sending {
  text: string
  name: string
  /** The same words within a day. */
  alike: number
  isNetworkBanned: boolean
}

/** Risk from 0 to 100, and why. */
export interface Judgement {
  risk: number
  reasons: string[]
}

const weights = {
  bait: 100,
  network: 60,
  stamp: 50,
  alike: 55,
  hasty: 40,
  unproven: 50,
} as const

export async function judge(_kit: Kit, suspect: Suspect): Promise<Judgement> {
  const reasons: string[] = []
  if (suspect.isBaited) reasons.push('bait')
  if (suspect.isNetworkBanned) reasons.push('network')
  if (suspect.isStampWrong) reasons.push('stamp')
  if (suspect.alike > 0) reasons.push('alike')
  if (suspect.isHasty) reasons.push('hasty')
  if (suspect.isUnproven && suspect.isBusy) reasons.push('unproven')
  const risk = reasons.reduce((sum, reason) => sum + weights[reason as keyof typeof weights], 0)
  return { risk: Math.min(100, risk), reasons }
}

/** A hash of the bare words: the same for one text however it is decorated; empty for what is too short to tell. */
export function likenessOf(text: string): string {
  const words = bareWords(text).filter((word) => !/\d/.test(word))
  if (words.length < 4) return ''
  return createHash('sha256').update(words.join(' ')).digest('base64url').slice(0, 22)
}
