import { createHash } from 'node:crypto'
import { slugOf } from '../../src/language/slug.js'
import { type Db, run } from '../../src/platform/database.js'
import { firstNames, surnames, thingsOfTags, where } from './words.js'

export const counts = { tags: 300, authors: 50, sources: 10, pictures: 40 }

/** Everything that articles are filed under; sections and regions come with the migrations. The i-th has the id i. */
export async function fillFiling(db: Db): Promise<void> {
  const tags = list(
    counts.tags,
    (at) => `${thingsOfTags[at % 10]} ${where[Math.floor(at / 10) % where.length]} ${at + 1}`,
  )
  const authors = list(counts.authors, (at) => `${firstNames[at % 10]} ${surnames[Math.floor(at / 10)]}`)
  const sources = list(counts.sources, (at) => `Агентство ${at + 1}`)
  await run(
    db,
    'insert into tags (slug, name_ru, name_kk) select slug, name, name from unnest(:slugs::text[], :names::text[]) as given (slug, name)',
    named(tags),
  )
  await run(
    db,
    `insert into authors (slug, name_ru, name_kk, role_ru, role_kk, about_ru)
     select slug, name, name, 'корреспондент', 'тілші', 'Пишет о жизни области.' from unnest(:slugs::text[], :names::text[]) as given (slug, name)`,
    named(authors),
  )
  await run(
    db,
    `insert into sources (slug, name_ru, name_kk, address, credit_ru, credit_kk)
     select slug, name, name, 'https://source.example/', 'Информационная служба «' || name || '»', '«' || name || '» ақпарат қызметі'
     from unnest(:slugs::text[], :names::text[]) as given (slug, name)`,
    named(sources),
  )
  await run(
    db,
    `insert into pictures (hash, width, height, tone, lite_bytes, variants_made_at)
     select hash, 1600, 1067, (at % 64)::smallint, 38000, now() from unnest(:hashes::text[]) with ordinality as given (hash, at)`,
    { hashes: list(counts.pictures, pictureHash) },
  )
}

/** Rows without files: the bench asks for pages, not for pictures. */
export function pictureHash(at: number): string {
  return createHash('sha256').update(`bench ${at}`).digest('hex')
}

export function list<T>(length: number, make: (at: number) => T): T[] {
  return Array.from({ length }, (_, at) => make(at))
}

function named(names: string[]) {
  return { names, slugs: names.map(slugOf) }
}
