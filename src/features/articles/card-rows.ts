import { inLanguage, type Language } from '../../language/language.js'
import type { ArticleCard } from './article.js'
import type { PartnerMark } from './manuscript.js'

/** The columns of a card over `articles a`, with the joins they need. */
export const cardColumns = `
  a.id, a.language, a.slug, a.kicker, a.title, a.lead, a.published_at, a.is_sample, a.cover_alt, a.partner_mark,
  s.slug as section_slug, s.name_ru as section_ru, s.name_kk as section_kk,
  r.slug as region_slug, r.name_ru as region_ru, r.name_kk as region_kk,
  p.id as picture_id, p.hash, p.width, p.height, p.tone, p.lite_bytes, p.focal_x, p.focal_y`

export const cardJoins = `
  join sections s on s.id = a.section_id
  left join regions r on r.id = a.region_id
  left join pictures p on p.id = a.cover_id`

export interface CardRow extends PictureColumns {
  id: number
  language: Language
  slug: string
  kicker: string
  title: string
  lead: string
  published_at: Date
  is_sample: boolean
  cover_alt: string
  partner_mark: PartnerMark | null
  section_slug: string
  section_ru: string
  section_kk: string
  region_slug: string | null
  region_ru: string | null
  region_kk: string | null
}

export interface PictureColumns {
  picture_id: number | null
  hash: string | null
  width: number | null
  height: number | null
  tone: number | null
  lite_bytes: number | null
  focal_x: number | null
  focal_y: number | null
}

export function cardOf(row: CardRow): ArticleCard {
  const { language } = row
  return {
    id: row.id,
    language,
    slug: row.slug,
    kicker: row.kicker,
    title: row.title,
    lead: row.lead,
    publishedAt: row.published_at,
    section: { slug: row.section_slug, name: inLanguage(language, row.section_ru, row.section_kk) },
    region:
      row.region_slug === null
        ? null
        : { slug: row.region_slug, name: inLanguage(language, row.region_ru ?? '', row.region_kk ?? '') },
    cover: coverOf(row, row.cover_alt),
    isSample: row.is_sample,
    partnerMark: row.partner_mark,
  }
}

export function coverOf(row: PictureColumns, alt: string): ArticleCard['cover'] {
  if (row.picture_id === null || row.hash === null) return null
  return {
    id: row.picture_id,
    hash: row.hash,
    width: row.width ?? 1,
    height: row.height ?? 1,
    tone: row.tone ?? 0,
    liteBytes: row.lite_bytes ?? 0,
    alt,
    focus: row.focal_x === null || row.focal_y === null ? null : { x: row.focal_x, y: row.focal_y },
  }
}
