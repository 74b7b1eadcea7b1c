import type { Language } from '../../language/language.js'
import { slugOf } from '../../language/slug.js'
import { oneLine, plainText } from '../../text/safe-html.js'
import { cacheTags } from '../articles/cache-tags.js'
import { filingAddress } from '../filing/filed-under.js'
import { keepOldAddress } from '../redirects/redirect-store.js'
import { type ImportItem, importedKey } from './import-run.js'
import { type Filed, type FilingTable, findFiled, insertFiled, keepTagAlias } from './import-store.js'
import { oldAddressOf } from './old-address.js'
import type { WxrPost, WxrTerm } from './wxr-entry.js'

/** Where a post is filed. Each is made when the first post needs it. */
export interface Filing {
  sectionId: number
  tagIds: number[]
  authorIds: number[]
}

/** WordPress files a post under many categories; here the first is its section and the others are tags. */
export async function fileUnder(item: ImportItem, post: WxrPost): Promise<Filing> {
  const [section, ...others] = post.categories.filter((term) => !isNone(term))
  const sectionId = section ? (await sectionOf(item, section)).id : (await newsSection(item)).id
  const tagIds: number[] = []
  for (const term of others) tagIds.push((await tagOf(item, term)).id)
  for (const term of post.tags) tagIds.push((await tagOf(item, term)).id)
  const author = post.author === '' ? undefined : await authorOf(item, post.author)
  return { sectionId, tagIds: [...new Set(tagIds)], authorIds: author ? [author.id] : [] }
}

/** What WordPress calls a post's category when nobody chose one. */
function isNone({ nicename, name }: WxrTerm): boolean {
  const words = /^(?:uncategori[sz]ed|без[ -]рубрики|bez-rubriki|рубрикасыз|айдарсыз|санатсыз)$/i
  return words.test(decoded(nicename)) || words.test(name)
}

function newsSection(item: ImportItem): Promise<Filed> {
  const wish = {
    importedKey: importedKey(item.run, 'section', 'news'),
    slug: 'news',
    name: 'Новости',
    nameKk: 'Жаңалықтар',
  }
  return filed(item, 'sections', wish, async () => {})
}

function sectionOf(item: ImportItem, term: WxrTerm): Promise<Filed> {
  const wish = { importedKey: importedKey(item.run, 'section', term.nicename || term.name), ...named(term) }
  return filed(item, 'sections', wish, async ({ slug }) => {
    await keepAddress(
      item,
      `category/${pathOf(item, term.nicename)}/`,
      filingAddress(item.run.language, 'section', slug),
    )
  })
}

function tagOf(item: ImportItem, term: WxrTerm): Promise<Filed> {
  const wish = { importedKey: importedKey(item.run, 'tag', term.nicename || term.name), ...named(term) }
  return filed(item, 'tags', wish, async ({ id, slug }) => {
    // `/tag/…` is an address of ours too: another spelling is an alias and not a redirect.
    const spelling = decoded(term.nicename)
    if (spelling !== '' && spelling !== slug) await keepTagAlias(item.db, id, spelling)
  })
}

function authorOf(item: ImportItem, login: string): Promise<Filed> {
  const name = oneLine(plainText(item.run.authors.get(login) ?? login), 200) || login
  return filed(
    item,
    'authors',
    { importedKey: importedKey(item.run, 'author', login), slug: slugOf(name), name },
    async () => {},
  )
}

function named(term: WxrTerm): { slug: string; name: string } {
  const name = oneLine(plainText(term.name), 200) || decoded(term.nicename)
  return { slug: slugOf(decoded(term.nicename) || name), name }
}

const touching: Record<FilingTable, (language: Language, slug: string) => string> = {
  sections: cacheTags.section,
  tags: cacheTags.tag,
  authors: cacheTags.author,
}

type Wish = Parameters<typeof insertFiled>[2]

async function filed(
  item: ImportItem,
  table: FilingTable,
  wish: Wish,
  onNew: (filed: Filed) => Promise<void>,
): Promise<Filed> {
  const key = `${table} ${wish.importedKey}`
  const met = item.filed.get(key) ?? item.run.filed.get(key)
  const found = met ?? (await findFiled(item.db, table, wish))
  const thing = found ?? (await insertFiled(item.db, table, wish))
  item.touched.add(touching[table](item.run.language, thing.slug))
  if (!met) {
    item.filed.set(key, thing)
    item.report.counts[table][found ? 'alreadyHere' : 'new']++
    await onNew(thing)
  }
  return thing
}

/** WordPress puts a category's parents before it: `sport/football`. */
function pathOf(item: ImportItem, nicename: string): string {
  const path = [nicename]
  for (let parent = item.run.parents.get(nicename); parent && path.length < 10; parent = item.run.parents.get(parent)) {
    path.unshift(parent)
  }
  return path.join('/')
}

async function keepAddress(item: ImportItem, path: string, newAddress: string): Promise<void> {
  const old = oldAddressOf(`${item.run.site.address}/${path}`)
  if (old === undefined) return
  const isNew = await keepOldAddress(item.db, old, { newAddress })
  item.report.counts['old addresses'][isNew ? 'new' : 'alreadyHere']++
}

export function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
