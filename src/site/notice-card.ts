import { noticeAddress } from '../features/board/notice.js'
import type { NoticeCard as StoredCard } from '../features/board/notice-lists.js'
import { type Moment, moment } from '../language/dates.js'
import type { Language } from '../language/language.js'
import { numberWords } from '../language/numbers.js'
import { say } from '../language/say.js'
import type { Display } from '../web/display.js'
import { type PictureView, pictureView } from './picture-view.js'

/** A notice as printed in a list. */
export interface NoticeCard {
  href: string
  /** Of its words, which need not be the page's. */
  language: Language
  title: string
  excerpt: string
  category: string
  town: string
  price: string
  raised: Moment
  isBusiness: boolean
  isHighlighted: boolean
  isSample: boolean
  picture: PictureView | null
}

declare module '../web/views.js' {
  interface Views {
    /** The mark that the law asks of advertising, in both languages on pages of either. */
    'parts/ad-label': Record<never, never>
  }
}

export function noticeCard(notice: StoredCard, display: Display, language: Language): NoticeCard {
  return {
    href: noticeAddress(notice),
    language: notice.language,
    title: notice.title,
    excerpt: notice.excerpt.replace(/\s+/g, ' ').trim(),
    category: notice.category.name,
    town: notice.town.name,
    price: priceWords(language, notice.price),
    raised: moment(language, notice.raisedAt),
    isBusiness: notice.isBusiness,
    isHighlighted: notice.isHighlighted,
    isSample: notice.isSample,
    picture: notice.picture && pictureView({ ...notice.picture, alt: '' }, display, language),
  }
}

/** `150 000 ₸`, «Бесплатно», «Договорная» */
export function priceWords(language: Language, price: number | null): string {
  const texts = say(language).board
  if (price === null) return texts.byAgreement
  return price === 0 ? texts.free : texts.tenge(numberWords(language, price))
}
