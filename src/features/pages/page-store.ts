import { inLanguage, type Language, localAddress } from '../../language/language.js'
import { type Db, row, rows } from '../../platform/database.js'
import type { SafeHtml } from '../../text/safe-html.js'

/** A plain page: about, contacts, advertising, rules, and whatever the newsroom adds. */
export interface PlainPage {
  id: number
  slug: string
  language: Language
  title: string
  body: SafeHtml
  updatedAt: Date
  /** Whether the same page exists in the other language. */
  hasTwin: boolean
}

export function pageAddress(language: Language, slug: string): string {
  return localAddress(language, `/page/${slug}`)
}

export async function findPage(db: Db, slug: string, language: Language): Promise<PlainPage | undefined> {
  return row<PlainPage>(
    db,
    `select p.id, p.slug, p.language, p.title, p.body_html as body, p.updated_at as "updatedAt",
       exists (select 1 from pages t where t.slug = p.slug and t.language <> p.language and t.state = 'published') as "hasTwin"
     from pages p where p.slug = :slug and p.language = :language and p.state = 'published'`,
    { slug, language },
  )
}

export interface FrameLink {
  slug: string
  name: string
}

/** What stands around every page, in one query: the menu's sections, the footer's pages, and what the portal says of itself. */
export async function menuAndFooter(
  db: Db,
  language: Language,
): Promise<{ sections: FrameLink[]; pages: FrameLink[]; publisher: unknown }> {
  const found = await rows<{ kind: 'section' | 'page' | 'publisher'; slug: string; ru: string; kk: string }>(
    db,
    `select 'section' as kind, slug, name_ru as ru, name_kk as kk, position, id from sections where in_menu
     union all
     select 'page', slug, title, title, position, id from pages
     where language = :language and in_footer and state = 'published'
     union all
     select name, value::text, '', '', 0, 0 from settings where name = 'publisher'
     order by position, id`,
    { language },
  )
  const ofKind = (wanted: 'section' | 'page') =>
    found
      .filter(({ kind }) => kind === wanted)
      .map(({ slug, ru, kk }) => ({ slug, name: inLanguage(language, ru, kk) }))
  const publisher = found.find(({ kind }) => kind === 'publisher')
  return { sections: ofKind('section'), pages: ofKind('page'), publisher: publisher ? JSON.parse(publisher.slug) : {} }
}
