import { hash } from 'node:crypto'
import type { Language } from '../../language/language.js'

/** The forms of a share picture: one for cards, three that search engines ask for beside it. */
export const shareForms = {
  card: { width: 1200, height: 630 },
  '16x9': { width: 1200, height: 675 },
  '4x3': { width: 1200, height: 900 },
  '1x1': { width: 1200, height: 1200 },
} as const
export type ShareForm = keyof typeof shareForms

/** What a share picture is drawn from: a cover, or the words where there is none. */
export interface ShareSubject {
  /** An article's id, or a language for the portal's own card. */
  of: number | Language
  language: Language
  title: string
  kicker: string
  /** The portal's, drawn beside the words. */
  site: string
  cover: { hash: string; focalX: number | null; focalY: number | null } | null
}

/** What is known of it before the portal's name is. */
export type NamelessShare = Omit<ShareSubject, 'site'>

/** Raise it when cards are drawn differently: their addresses are kept for ever by everybody. */
const drawingVersion = 1

/** Twelve signs that change with anything that changes the picture. */
export function shareDigest({ language, title, kicker, site, cover }: ShareSubject): string {
  const what = cover ? [cover.hash, cover.focalX, cover.focalY] : [language, kicker, title, site]
  return hash('sha1', [drawingVersion, ...what].join('\n'), 'hex').slice(0, 12)
}

/** `/share/42-3f9c12ab77de.jpg`, `/share/42-3f9c12ab77de-1x1.jpg`: for ever the same bytes. */
export function shareAddress(subject: Pick<ShareSubject, 'of'>, digest: string, form: ShareForm = 'card'): string {
  return `/share/${subject.of}-${digest}${form === 'card' ? '' : `-${form}`}.jpg`
}
