import type { Category } from '../features/board/category-store.js'
import { maxFirm, maxPrice, maxText, maxTitle, type Place } from '../features/board/notice.js'
import { noticeHtml } from '../features/board/notice-html.js'
import type { NoticeWords } from '../features/board/notice-store.js'
import type { Language } from '../language/language.js'
import { say } from '../language/say.js'
import { slugOf } from '../language/slug.js'
import { businessNumber } from '../text/bin.js'
import { kazakhPhone } from '../text/phone.js'
import { typedText } from '../text/typed-text.js'
import type { Choice } from './board-page.js'
import type { PictureView } from './picture-view.js'

/** The form in which a notice is placed or changed, as a template prints it. */
export interface NoticeForm {
  action: string
  ticket: string
  stamp: string
  /** Of the secret link to come; empty where the notice has one. */
  token: string
  /** Of the notice that is changed, or 0. */
  version: number
  typed: TypedNotice
  categories: Choice[]
  towns: Choice[]
  /** Pictures that are here already, each with the words that prove it. */
  kept: { value: string; picture: PictureView }[]
  faults: NoticeFaults
  hint: string
  button: string
}

/** What stood in the fields, as it was typed. */
export interface TypedNotice {
  category: string
  town: string
  title: string
  text: string
  price: string
  phone: string
  firm: string
  bin: string
  isBusiness: boolean
  language: Language
}

export type NoticeFaults = Partial<
  Record<'category' | 'town' | 'title' | 'text' | 'price' | 'phone' | 'firm' | 'bin' | 'pictures', string>
>

/** A field longer than this is cut on the way in, and then too long. */
export const maxFieldBytes = 32_000

/** Of the fields of a form; what is missing is empty. */
export function typedNotice(fields: ReadonlyMap<string, readonly string[]>, language: Language): TypedNotice {
  const last = (name: string) => fields.get(name)?.at(-1) ?? ''
  const wish = last('language')
  return {
    category: last('category'),
    town: last('town'),
    title: last('title'),
    text: last('text'),
    price: last('price'),
    phone: last('phone'),
    firm: last('firm'),
    bin: last('bin'),
    isBusiness: last('whose') === 'business',
    language: wish === 'ru' || wish === 'kk' ? wish : language,
  }
}

/** What was typed, cleaned; or what is wrong with it, in words of the page's language. */
export function checkNotice(
  typed: TypedNotice,
  { categories, towns }: { categories: readonly Category[]; towns: readonly Place[] },
  language: Language,
  /** The category it is in already, which may have been closed since. */
  ownCategoryId?: number,
): { words: NoticeWords | null; faults: NoticeFaults } {
  const texts = say(language).board.faults
  const faults: NoticeFaults = {}
  const category = categories.find(
    ({ slug, isOpen, id }) => slug === typed.category && (isOpen || id === ownCategoryId),
  )
  const title = oneLineOf(typed.title)
  const text = typedText(typed.text)
  const firm = oneLineOf(typed.firm).slice(0, maxFirm)
  const phone = kazakhPhone(typed.phone)
  const price = readPrice(typed.price)
  if (!category) faults.category = texts.category
  if (!towns.some(({ slug }) => slug === typed.town)) faults.town = texts.town
  if (letters(title) < 3 || title.length > maxTitle) faults.title = texts.title(maxTitle)
  if (text.length > maxText) faults.text = texts.long(maxText)
  else if (letters(text) < 10) faults.text = texts.text
  if (price === undefined) faults.price = texts.price
  if (phone === null) faults.phone = texts.phone
  const bin = typed.isBusiness ? businessNumber(typed.bin) : null
  if (typed.isBusiness && letters(firm) < 2) faults.firm = texts.firm
  if (typed.isBusiness && bin === null) faults.bin = texts.bin
  if (!category || phone === null || price === undefined || Object.keys(faults).length > 0)
    return { words: null, faults }
  const words: NoticeWords = {
    categoryId: category.id,
    town: typed.town,
    language: typed.language,
    isBusiness: typed.isBusiness,
    firm: typed.isBusiness ? firm : '',
    bin: bin?.number ?? '',
    title,
    slug: slugOf(title),
    text,
    body: noticeHtml(text),
    price,
    phone,
  }
  return { words, faults }
}

const letters = (text: string) => (text.match(/[\p{L}\p{N}]/gu) ?? []).length

function oneLineOf(text: string): string {
  return typedText(text).replace(/\s+/g, ' ')
}

/** `150 000 ₸` → 150000, nothing → null (by agreement), anything else → undefined. */
function readPrice(typed: string): number | null | undefined {
  const bare = typed.replace(/[\s\u00a0\u202f.,']|₸|тг\.?|тенге|теңге/giu, '')
  if (bare === '') return null
  const price = /^\d{1,13}$/.test(bare) ? Number(bare) : Number.NaN
  return price <= maxPrice ? price : undefined
}
