import type { Language } from '../../language/language.js'
import { type Db, row, rows, run } from '../../platform/database.js'

/** A plain page as the newsroom keeps it, published or not. */
export interface KeptPage {
  id: number
  slug: string
  language: Language
  title: string
  body: string
  position: number
  inFooter: boolean
  state: 'draft' | 'published'
}

const columns = `id, slug, language, title, body_html as body, position, in_footer as "inFooter", state`

export function listPages(db: Db): Promise<KeptPage[]> {
  return rows<KeptPage>(
    db,
    `select id, slug, language, title, '' as body, position, in_footer as "inFooter", state
     from pages order by position, slug, language limit 1000`,
  )
}

export function findKeptPage(db: Db, id: number): Promise<KeptPage | undefined> {
  return row<KeptPage>(db, `select ${columns} from pages where id = :id`, { id })
}

/** The id of the page, or undefined when its slug is another page's in the same language. */
export async function putPage(
  db: Db,
  id: number | null,
  page: Omit<KeptPage, 'id'>,
  policy: number,
  now: Date,
): Promise<number | undefined> {
  const values = { ...page, policy, now }
  if (id === null) {
    const added = await row<{ id: number }>(
      db,
      `insert into pages (slug, language, title, body_html, body_policy, position, in_footer, state, updated_at)
       values (:slug, :language, :title, :body, :policy, :position, :inFooter, :state, :now)
       on conflict (slug, language) do nothing returning id`,
      values,
    )
    return added?.id
  }
  const changed = await run(
    db,
    `update pages set slug = :slug, language = :language, title = :title, body_html = :body, body_policy = :policy,
       position = :position, in_footer = :inFooter, state = :state, updated_at = :now, is_sample = false
     where id = :id and not exists (
       select 1 from pages other where other.slug = :slug and other.language = :language and other.id <> :id)`,
    { ...values, id },
  )
  return changed === 1 ? id : undefined
}

export async function removePage(db: Db, id: number): Promise<boolean> {
  return (await run(db, 'delete from pages where id = :id', { id })) === 1
}
