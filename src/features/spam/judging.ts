import { createHash } from 'node:crypto'
import type { Kit } from '../../platform/kit.js'
import { bareWords } from '../../text/skeleton.js'
import type { Lessons } from './bayes.js'
import { readLessons } from './bayes-store.js'
import { spamSettingsOf } from './spam-settings.js'
import { type TextReason, textRisk } from './text-risk.js'

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
  /** As it was sent: what `typedText` takes away tells something. */
  text: string
  name: string
  /** How often the same words came within a day. */
  alike: number
  /** What such texts carry anyway: a notice has a telephone, and what comments taught says nothing about it. */
  usual?: readonly TextReason[]
  isNetworkBanned: boolean
}

/** Risk from 0 to 100, and why; from `doubtful` on somebody looks before others do. */
export interface Judgement {
  risk: number
  reasons: string[]
}
export const doubtful = 50

export type SendingReason = 'bait' | 'network' | 'stamp' | 'alike' | 'hasty' | 'unproven'
export type Reason = SendingReason | TextReason

export async function judge(kit: Kit, suspect: Suspect): Promise<Judgement> {
  const [settings, lessons] = await Promise.all([spamSettingsOf(kit), lessonsOf(kit)])
  const words = textRisk(settings, lessons, `${suspect.name}\n${suspect.text}`, suspect.usual)
  const found: [SendingReason, boolean, number][] = [
    ['bait', suspect.isBaited, 100],
    ['network', suspect.isNetworkBanned, 60],
    ['alike', suspect.alike > 0, 55],
    ['stamp', suspect.isStampWrong, 50],
    ['unproven', suspect.isUnproven && suspect.isBusy, 50],
    ['hasty', suspect.isHasty, 40],
  ]
  const here = found.filter(([, is]) => is)
  const risk = here.reduce((sum, [, , points]) => sum + points, Math.max(0, words.risk))
  return { risk: Math.min(100, risk), reasons: [...here.map(([reason]) => reason), ...words.reasons] }
}

/** What moderators taught, read anew every minute: a lesson need not count at once. */
function lessonsOf(kit: Kit): Promise<Lessons> {
  return kit.memory.keep('spam:lessons', { tags: ['spam:lessons'], seconds: 60 }, () => readLessons(kit.db))
}

/** A hash of the bare words: the same for one text however it is decorated; empty for what is too short to tell. */
export function likenessOf(text: string): string {
  const words = bareWords(text).filter((word) => !/\d/.test(word))
  if (words.length < 4) return ''
  return createHash('sha256').update(words.join(' ')).digest('base64url').slice(0, 22)
}
