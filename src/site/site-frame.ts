import { cacheTags } from '../features/articles/cache-tags.js'
import { filingAddress } from '../features/filing/filed-under.js'
import { type ExtraLink, type SiteSettings, siteSettings, siteTag } from '../features/identity/site-settings.js'
import { pictureAddress } from '../features/media/picture.js'
import { findPicture } from '../features/media/picture-store.js'
import { menuAndFooter, pageAddress } from '../features/pages/page-store.js'
import { type PublisherSettings, publisherSettings, publisherTag } from '../features/publisher/publisher-settings.js'
import { settingsOf } from '../features/settings/setting-store.js'
import { type Language, localAddress } from '../language/language.js'
import { say } from '../language/say.js'
import type { Kit } from '../platform/kit.js'
import type { Link } from './cards.js'

export interface Logo {
  src: string
  width: number
  height: number
}

/** What stands around every page, from memory. */
export interface Frame {
  menu: Link[]
  footer: Link[]
  /** Slugs of the footer's plain pages. */
  pages: string[]
  publisher: PublisherSettings
  settings: SiteSettings
  logo: Logo | null
}

/** When the database is away. */
export const emptyFrame: Frame = {
  menu: [],
  footer: [],
  pages: [],
  publisher: publisherSettings.schema.parse({}),
  settings: siteSettings.schema.parse({}),
  logo: null,
}

export async function frame(kit: Kit, language: Language): Promise<Frame> {
  const tags = [cacheTags.filing, cacheTags.pages, publisherTag, siteTag]
  return kit.memory.keep(`frame:${language}`, { tags, seconds: 300 }, async () => {
    const { sections, pages, publisher } = await menuAndFooter(kit.db, language)
    const settings = await settingsOf(kit, siteSettings)
    const picture = settings.logo === null ? undefined : await findPicture(kit.db, settings.logo)
    const read = publisherSettings.schema.safeParse(publisher)
    return {
      pages: pages.map(({ slug }) => slug),
      publisher: read.success ? read.data : emptyFrame.publisher,
      settings,
      logo: picture ? logoOf(picture) : null,
      menu: [
        ...sections.map(({ slug, name }) => ({ href: filingAddress(language, 'section', slug), name })),
        ...settings.menuLinks.map((link) => extra(language, link)),
      ],
      footer: [
        ...pages.map(({ slug, name }) => ({ href: pageAddress(language, slug), name })),
        { href: localAddress(language, '/corrections'), name: say(language).corrections.title },
        { href: localAddress(language, '/popular'), name: say(language).readership.popular.today },
        { href: localAddress(language, '/ads'), name: say(language).board.title },
        { href: localAddress(language, '/weather'), name: say(language).weather.heading },
        { href: localAddress(language, '/rates'), name: say(language).rates.heading },
        ...settings.footerLinks.map((link) => extra(language, link)),
      ],
    }
  })
}

/** Our own pages are named as they stand in Russian. */
function extra(language: Language, { href, ru, kk }: ExtraLink): Link {
  return { href: href.startsWith('/') ? localAddress(language, href) : href, name: language === 'kk' ? kk : ru }
}

const logoWidth = 320

function logoOf({ hash, width, height }: { hash: string; width: number; height: number }): Logo {
  const shown = Math.min(width, logoWidth)
  return { src: pictureAddress(hash, logoWidth, 'webp'), width: shown, height: Math.round((height * shown) / width) }
}
