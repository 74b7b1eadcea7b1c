import { type Language, localAddress } from '../../language/language.js'
import type { SafeHtml } from '../../text/safe-html.js'
import type { Picture } from '../media/picture.js'

/** What a visitor puts on the board: something sold, sought, offered or found. */
export interface Notice {
  id: number
  language: Language
  slug: string
  title: string
  text: string
  body: SafeHtml
  categoryId: number
  category: Place
  town: Place
  /** Of somebody's trade, which makes it advertising by law. */
  isBusiness: boolean
  /** Who advertises; empty for a person's own. */
  firm: string
  /** Under which number they do business; empty for a person's own, and for what is older than the question. */
  bin: string
  /** Tenge; 0 is for nothing, null by agreement. */
  price: number | null
  /** `+77001234567` */
  phone: string
  state: NoticeState
  refusedAs: Refusal | null
  placedAt: Date
  releasedAt: Date | null
  raisedAt: Date
  highlightedUntil: Date | null
  endsAt: Date
  version: number
  risk: number
  reasons: string[]
  complaints: number
  isSample: boolean
  pictures: Picture[]
}

/** A category or a town, in the language that was asked for. */
export interface Place {
  slug: string
  name: string
}

export type NoticeState = 'waiting' | 'shown' | 'refused' | 'closed' | 'ended'
export const refusals = ['spam', 'law', 'place', 'words'] as const
export type Refusal = (typeof refusals)[number]
/** Whoever is refused so may mend the notice and hand it in again. */
export const mendable: readonly Refusal[] = ['place', 'words']
export const complaintReasons = ['spam', 'fraud', 'law', 'gone'] as const
export type ComplaintReason = (typeof complaintReasons)[number]
export const orderKinds = ['raise', 'highlight'] as const
export type OrderKind = (typeof orderKinds)[number]

export const maxTitle = 80
export const maxText = 3000
export const maxFirm = 100
export const maxPictures = 5
export const maxPrice = 1_000_000_000_000
/** So many days before its end, and after it, a notice can be extended. */
export const daysToExtend = 7
/** After leaving the board a notice can be brought back for so long; then it is deleted. */
export const daysKept = 90

export const dayInMilliseconds = 86_400_000

export const boardTags = {
  /** Every list of the board and the widget. */
  board: 'board',
  notice: (id: number) => `notice:${id}`,
}

/** `/ads/12-prodam-seno`, in the language it is written in. */
export function noticeAddress({ language, id, slug }: Pick<Notice, 'language' | 'id' | 'slug'>): string {
  return localAddress(language, `/ads/${id}-${slug}`)
}

/** Where whoever placed it manages it. Whoever knows the address is whoever placed it. */
export function managingAddress(language: Language, token: string): string {
  return localAddress(language, `/ad/mine/${token}`)
}

export function isOnBoard({ state, endsAt }: Pick<Notice, 'state' | 'endsAt'>, now: Date): boolean {
  return state === 'shown' && endsAt > now
}

/** On the board and near its end, or gone from it by itself or by its owner. */
export function isExtendable({ state, endsAt }: Pick<Notice, 'state' | 'endsAt'>, now: Date): boolean {
  if (state === 'closed' || state === 'ended') return true
  return state === 'shown' && endsAt.getTime() - now.getTime() < daysToExtend * dayInMilliseconds
}

/** One that is gone is extended first. */
export function isEditable({ state, refusedAs }: Pick<Notice, 'state' | 'refusedAs'>): boolean {
  if (state === 'refused') return refusedAs !== null && mendable.includes(refusedAs)
  return state === 'waiting' || state === 'shown'
}
