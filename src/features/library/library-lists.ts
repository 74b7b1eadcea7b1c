import { type Db, rows } from '../../platform/database.js'
import type { LibraryPicture } from './library-picture.js'
import { type LibraryRow, libraryColumns, libraryJoin, libraryPictureOf } from './library-store.js'

/** licence: those whose licence has ended or soon will. bare: without a description or an author. */
export const shelves = ['all', 'licence', 'bare', 'unused', 'removed'] as const
export type Shelf = (typeof shelves)[number]

/** Where a page of a list begins: after this one. Under `licence` lists go by its end. */
export interface LibraryKey {
  id: number
  until: string | null
}

export interface LibraryWish {
  shelf: Shelf
  /** As somebody typed them: all must be in its words, whole or with their beginnings. */
  words: string
  after: LibraryKey | null
  limit: number
  /** Licences that end by this day, `2026-12-24`, are told. */
  warnUntil: string
}

export interface ShelvedPicture extends LibraryPicture {
  /** In how many stories, pages, banners and notices. */
  uses: number
}

const isUsed = `(exists (select 1 from picture_uses u where u.picture_id = p.id and u.layer <> 'revision')
  or exists (select 1 from picture_holders h where h.picture_id = p.id))`

const conditions: Record<Shelf, string> = {
  all: 'p.removed_at is null',
  licence: 'p.removed_at is null and p.licence_until <= :warnUntil::date',
  bare: `p.removed_at is null and (p.alt_ru = '' or p.alt_kk = '' or p.credit = '')`,
  unused: `p.removed_at is null and not ${isUsed}`,
  removed: 'p.removed_at is not null',
}

/** Newest first; licences that end first, first. */
export async function listLibrary(
  db: Db,
  { shelf, words, after, limit, warnUntil }: LibraryWish,
): Promise<ShelvedPicture[]> {
  const query = prefixes(words)
  const where = [
    'p.in_library',
    conditions[shelf],
    query !== '' && `(p.words @@ to_tsquery('simple', :query) or p.words @@ to_tsquery('russian', :query))`,
    after && (shelf === 'licence' ? '(p.licence_until, p.id) > (:until::date, :id)' : 'p.id < :id'),
  ].filter((each) => typeof each === 'string')
  const found = await rows<LibraryRow & { uses: number }>(
    db,
    `select ${libraryColumns},
       ((select count(distinct (u.article_id, u.page_id)) from picture_uses u
         where u.picture_id = p.id and u.layer <> 'revision')
        + (select count(*) from picture_holders h where h.picture_id = p.id))::integer as uses
     from pictures p ${libraryJoin} where ${where.join(' and ')}
     order by ${shelf === 'licence' ? 'p.licence_until, p.id' : 'p.id desc'} limit :limit`,
    {
      limit,
      ...(shelf === 'licence' && { warnUntil }),
      ...(query !== '' && { query }),
      ...(after && { id: after.id }),
      ...(after && shelf === 'licence' && { until: after.until }),
    },
  )
  return found.map((each) => ({ ...libraryPictureOf(each), uses: each.uses }))
}

/** The newest of exactly these sizes, for places that take no other. */
export async function picturesOfSizes(
  db: Db,
  sizes: readonly { width: number; height: number }[],
  limit: number,
): Promise<LibraryPicture[]> {
  const found = await rows<LibraryRow>(
    db,
    `select ${libraryColumns} from pictures p ${libraryJoin}
     where p.in_library and p.removed_at is null
       and (p.width, p.height) in (select * from unnest(:widths::int[], :heights::int[]))
     order by p.id desc limit :limit`,
    { widths: sizes.map(({ width }) => width), heights: sizes.map(({ height }) => height), limit },
  )
  return found.map(libraryPictureOf)
}

/** `мост реки` → `мост:* & реки:*`. Nothing but letters and figures reaches the query's own grammar. */
function prefixes(words: string): string {
  return (words.toLocaleLowerCase('ru').match(/[\p{L}\p{N}]+/gu) ?? [])
    .slice(0, 10)
    .map((word) => `${word}:*`)
    .join(' & ')
}

/** Those that look like it, the most alike first; `distance` is how many of 64 signs differ. */
export async function alikeInLibrary(
  db: Db,
  id: number,
  limit = 12,
): Promise<(LibraryPicture & { distance: number })[]> {
  const found = await rows<LibraryRow & { distance: number }>(
    db,
    `select ${libraryColumns}, bit_count(p.look # one.look)::integer as distance
     from (select look from pictures where id = :id and look <> repeat('0', 64)::bit(64)) one
     join pictures p on p.in_library and p.removed_at is null and p.id <> :id and p.look <> repeat('0', 64)::bit(64)
       and bit_count(p.look # one.look) <= 8
     ${libraryJoin}
     order by distance, p.id desc limit :limit`,
    { id, limit },
  )
  return found.map((each) => ({ ...libraryPictureOf(each), distance: each.distance }))
}
