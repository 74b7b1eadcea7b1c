import type { Language } from '../../language/language.js'
import { say } from '../../language/say.js'
import type { Kit } from '../../platform/kit.js'
import { settingsOf } from '../settings/setting-store.js'
import { type SiteSettings, siteSettings } from './site-settings.js'

/** How the portal is called in one language. */
export interface SiteWords {
  name: string
  tagline: string
  taglineMore: string
  description: string
  /** Empty: no such line. */
  contacts: string
}

/** From memory. When the database is away the portal keeps a name: the one of its interface. */
export async function siteWords(kit: Kit, language: Language): Promise<SiteWords> {
  const settings = await settingsOf(kit, siteSettings).catch(() => noSettings)
  return wordsIn(language, settings)
}

const noSettings = siteSettings.schema.parse({})

/** A name is mostly the same in both languages, so that one of them is enough; other words are not. */
export function wordsIn(language: Language, settings: SiteSettings): SiteWords {
  const { site } = say(language)
  const isKazakh = language === 'kk'
  const pick = (ru: string, kk: string) => (isKazakh ? kk : ru)
  return {
    name: pick(settings.nameRu, settings.nameKk) || pick(settings.nameKk, settings.nameRu) || site.name,
    tagline: pick(settings.taglineRu, settings.taglineKk) || site.tagline,
    taglineMore: pick(settings.taglineMoreRu, settings.taglineMoreKk) || site.taglineMore,
    description: pick(settings.descriptionRu, settings.descriptionKk) || site.description,
    contacts: pick(settings.contactsRu, settings.contactsKk),
  }
}

/** `Лоцман — Новости Казахстана`: of the front page, in manifests and feeds. */
export function titleOf({ name, tagline }: Pick<SiteWords, 'name' | 'tagline'>): string {
  return `${name} — ${tagline}`
}
