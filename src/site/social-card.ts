import { type SiteWords, titleOf } from '../features/identity/site-words.js'
import { type NamelessShare, shareAddress, shareDigest, shareForms } from '../features/sharing/share-picture.js'
import { siteShare } from '../features/sharing/share-routes.js'
import type { Language } from '../language/language.js'

/** What a page shows when somebody hands it on: OpenGraph, which X, Telegram and WhatsApp read too. */
export interface SocialCard {
  type: 'website' | 'article' | 'profile'
  title: string
  locale: string
  otherLocale: string | null
  image: { address: string; width: number; height: number; alt: string }
  /** `@name` of the portal's channel, or null. */
  telegram: string | null
  article: {
    published: string
    modified: string
    section: string
    tags: readonly string[]
    authors: readonly string[]
  } | null
}

declare module '../web/views.js' {
  interface Views {
    'layouts/social': SocialCard & { canonical: string; description: string; site: string }
  }
}

export interface SocialWish {
  type?: SocialCard['type']
  title?: string
  image?: { subject: NamelessShare; alt: string }
  article?: SocialCard['article']
}

const locales: Record<Language, string> = { ru: 'ru_RU', kk: 'kk_KZ' }

export function socialCard(
  origin: string,
  language: Language,
  {
    title,
    site,
    hasTwin,
    telegram,
    wish,
  }: { title: string; site: SiteWords; hasTwin: boolean; telegram: string | null; wish: SocialWish },
): SocialCard {
  const { subject: nameless, alt } = wish.image ?? {
    subject: siteShare(language, site),
    alt: titleOf(site),
  }
  const subject = { ...nameless, site: site.name }
  return {
    type: wish.type ?? 'website',
    title: wish.title ?? title,
    locale: locales[language],
    otherLocale: hasTwin ? locales[language === 'ru' ? 'kk' : 'ru'] : null,
    image: { address: origin + shareAddress(subject, shareDigest(subject)), ...shareForms.card, alt },
    telegram,
    article: wish.article ?? null,
  }
}
