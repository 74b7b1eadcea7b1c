import { type Db, row, rows, run, type Values } from '../../platform/database.js'
import { policyVersion, safeBody } from '../../text/safe-html.js'
import { sampleAuthors, sampleSources, sampleTags } from './filing.js'
import { startingPages } from './plain-pages.js'

/** Ids by the names that sample stories use. */
export interface SampleFiling {
  sections: Map<string, number>
  regions: Map<string, number>
  tags: Map<string, number>
  authors: Map<string, number>
  sources: Map<string, number>
}

export async function fileSamples(db: Db): Promise<SampleFiling> {
  return {
    sections: await idsBy(db, 'select slug as name, id from sections'),
    regions: await idsBy(db, 'select code as name, id from regions'),
    tags: await putInTags(db),
    authors: await putInAuthors(db),
    sources: await putInSources(db),
  }
}

async function idsBy(db: Db, sql: string): Promise<Map<string, number>> {
  return new Map((await rows<{ name: string; id: number }>(db, sql)).map(({ name, id }) => [name, id]))
}

async function putInTags(db: Db): Promise<Map<string, number>> {
  const ids = new Map<string, number>()
  for (const [name, { slug, ru, kk, aliases }] of Object.entries(sampleTags)) {
    const id = await insertOrFind(db, 'tags', { slug, name_ru: ru, name_kk: kk, is_sample: true })
    for (const alias of aliases) {
      await run(db, 'insert into tag_aliases (alias, tag_id) values (:alias, :id) on conflict do nothing', {
        alias,
        id,
      })
    }
    ids.set(name, id)
  }
  return ids
}

async function putInAuthors(db: Db): Promise<Map<string, number>> {
  const ids = new Map<string, number>()
  for (const [name, author] of Object.entries(sampleAuthors)) {
    const { slug, ru, kk, aboutRu, aboutKk } = author
    const values = { slug, name_ru: ru, name_kk: kk, about_ru: aboutRu, about_kk: aboutKk, is_sample: true }
    ids.set(name, await insertOrFind(db, 'authors', values))
  }
  return ids
}

async function putInSources(db: Db): Promise<Map<string, number>> {
  const ids = new Map<string, number>()
  for (const [name, source] of Object.entries(sampleSources)) {
    const { slug, ru, kk, creditRu, creditKk } = source
    const values = { slug, name_ru: ru, name_kk: kk, credit_ru: creditRu, credit_kk: creditKk, is_sample: true }
    ids.set(name, await insertOrFind(db, 'sources', values))
  }
  return ids
}

async function insertOrFind(
  db: Db,
  table: 'tags' | 'authors' | 'sources',
  values: Values & { slug: string },
): Promise<number> {
  const names = Object.keys(values)
  const found = await row<{ id: number }>(
    db,
    `insert into ${table} (${names.join(', ')}) values (${names.map((name) => `:${name}`).join(', ')})
     on conflict (slug) do update set slug = excluded.slug returning id`,
    values,
  )
  if (!found) throw new Error('an insert without its row')
  return found.id
}

/** About, contacts, advertising and rules, where the site has none yet. */
export async function putInStartingPages(db: Db): Promise<void> {
  for (const [position, { slug, texts }] of startingPages.entries()) {
    for (const language of ['ru', 'kk'] as const) {
      await run(
        db,
        `insert into pages (slug, language, title, body_html, body_policy, position, in_footer)
         values (:slug, :language, :title, :body, :policy, :position, true) on conflict (slug, language) do nothing`,
        {
          slug,
          language,
          title: texts[language].title,
          body: safeBody(texts[language].body),
          policy: policyVersion,
          position,
        },
      )
    }
  }
}
