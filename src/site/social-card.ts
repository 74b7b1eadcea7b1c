import { type ShareSubject, shareAddress, shareDigest, shareForms } from '../features/sharing/share-picture.js'
import { siteShare } from '../features/sharing/share-routes.js'
import type { Language } from '../language/language.js'
import { say } from '../language/say.js'

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
    'layouts/social': SocialCard & { canonical: string; description: string }
  }
}

export interface SocialWish {
  type?: SocialCard['type']
  title?: string
  image?: { subject: ShareSubject; alt: string }
  article?: SocialCard['article']
}

const locales: Record<Language, string> = { ru: 'ru_RU', kk: 'kk_KZ' }

export function socialCard(
  origin: string,
  language: Language,
  { title, hasTwin, telegram, wish }: { title: string; hasTwin: boolean; telegram: string | null; wish: SocialWish },
): SocialCard {
  const { subject, alt } = wish.image ?? {
    subject: siteShare(language),
    alt: `${say(language).site.name} — ${say(language).site.tagline}`,
  }
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
