import { inLanguage, type Language } from '../../language/language.js'
import { type Db, rows, run } from '../../platform/database.js'
import type { Kit } from '../../platform/kit.js'
import { boardTags, type Place } from './notice.js'

export interface Category extends Place {
  id: number
  isOpen: boolean
}

/** Categories and towns in the order of lists, from memory: every page of the board offers them. */
export function boardPlaces(kit: Kit, language: Language): Promise<{ categories: Category[]; towns: Place[] }> {
  return kit.memory.keep(`board-places:${language}`, { tags: [boardTags.board], seconds: 300 }, async () => {
    const [categories, towns] = [await allCategories(kit.db), await allTowns(kit.db)]
    return {
      categories: categories.map(({ id, slug, nameRu, nameKk, isOpen }) => ({
        id,
        slug,
        name: inLanguage(language, nameRu, nameKk),
        isOpen,
      })),
      towns: towns.map(({ slug, nameRu, nameKk }) => ({ slug, name: inLanguage(language, nameRu, nameKk) })),
    }
  })
}

/** As the newsroom keeps it. */
export interface KeptCategory {
  id: number
  slug: string
  nameRu: string
  nameKk: string
  position: number
  isOpen: boolean
}

const columns = 'id, slug, name_ru as "nameRu", name_kk as "nameKk", position, is_open as "isOpen"'

export function allCategories(db: Db): Promise<KeptCategory[]> {
  return rows(db, `select ${columns} from notice_categories order by position, id`)
}

/** False when the address is another category's. */
export async function putCategory(db: Db, id: number | null, category: Omit<KeptCategory, 'id'>): Promise<boolean> {
  const values = { ...category, id }
  const changed =
    id === null
      ? await run(
          db,
          `insert into notice_categories (slug, name_ru, name_kk, position, is_open)
           values (:slug, :nameRu, :nameKk, :position, :isOpen) on conflict (slug) do nothing`,
          values,
        )
      : await run(
          db,
          `update notice_categories c set slug = :slug, name_ru = :nameRu, name_kk = :nameKk, position = :position, is_open = :isOpen
           where id = :id and not exists (select 1 from notice_categories o where o.slug = :slug and o.id <> c.id)`,
          values,
        )
  return changed === 1
}

function allTowns(db: Db): Promise<{ slug: string; nameRu: string; nameKk: string }[]> {
  return rows(db, 'select slug, name_ru as "nameRu", name_kk as "nameKk" from weather_towns order by position, slug')
}
