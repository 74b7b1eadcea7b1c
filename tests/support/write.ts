import type { Staff } from '../../src/features/accounts/staff.js'
import { type ArrivingArticle, takeInArticle } from '../../src/features/articles/article-intake.js'
import { findArticle } from '../../src/features/articles/article-store.js'
import { touchedBy } from '../../src/features/articles/cache-tags.js'
import { withdraw } from '../../src/features/articles/withdrawing.js'
import { row, rows } from '../../src/platform/database.js'
import { policyVersion } from '../../src/text/safe-html.js'
import type { TestKit } from './test-kit.js'

type Wish = Partial<Omit<ArrivingArticle, 'sectionId'>> & {
  section?: string
  region?: string
  tags?: string[]
  authors?: string[]
  source?: string
}

/** Stores an article as the newsroom would and announces it. Published an hour before the test's now, unless said otherwise. */
export async function writeArticle(
  kit: TestKit,
  wish: Wish = {},
): Promise<{ id: number; storyId: string; slug: string }> {
  const { section = 'society', region, tags = [], authors = [], source, ...given } = wish
  const { db } = kit
  const tagIds = await Promise.all(tags.map((slug) => fileUnder(kit, 'tags', slug)))
  const authorIds = await Promise.all(authors.map((slug) => fileUnder(kit, 'authors', slug)))
  const stored = await takeInArticle(db, {
    language: 'ru',
    title: 'Мост через Үлбі открыт',
    lead: 'Движение пустили утром.',
    body: '<p>По мосту поехали первые автобусы.</p>',
    sectionId: (await row<{ id: number }>(db, 'select id from sections where slug = :section', { section }))?.id ?? 0,
    regionId: region
      ? ((await row<{ id: number }>(db, 'select id from regions where slug = :region', { region }))?.id ?? null)
      : null,
    sourceId: source ? await fileUnder(kit, 'sources', source) : null,
    tagIds,
    authorIds,
    state: 'published',
    publishedAt: new Date(kit.clock.now().getTime() - 3_600_000),
    ...given,
  })
  const article = await findArticle(db, stored.id, kit.clock.now())
  if (!article) throw new Error('the article was not stored')
  await kit.changes.announce(touchedBy(article))
  return { ...stored, slug: article.slug }
}

async function fileUnder({ db }: TestKit, table: 'tags' | 'authors' | 'sources', slug: string): Promise<number> {
  const extra = table === 'sources' ? ', credit_ru, credit_kk' : ''
  const values = table === 'sources' ? ', :name_ru, :name_kk' : ''
  const found = await row<{ id: number }>(
    db,
    `insert into ${table} (slug, name_ru, name_kk${extra}) values (:slug, :name_ru, :name_kk${values})
     on conflict (slug) do update set slug = excluded.slug returning id`,
    { slug, name_ru: `${slug} по-русски`, name_kk: `${slug} қазақша` },
  )
  return found?.id ?? 0
}

/** As an editor does; who exactly does not matter to the test. */
export async function withdrawArticle(kit: TestKit, id: number, reason = ''): Promise<void> {
  const editor: Staff = {
    id: 1,
    name: 'Редактор',
    role: 'editor',
    language: 'ru',
    authorId: null,
    owesSecondStep: false,
    singleKeys: true,
    address: '',
  }
  await withdraw(kit, editor, id, reason)
}

export async function writePage(kit: TestKit, slug: string, language: 'ru' | 'kk', title: string): Promise<void> {
  await rows(
    kit.db,
    `insert into pages (slug, language, title, body_html, body_policy, in_footer) values (:slug, :language, :title, '<p>Текст страницы.</p>', :policy, true)`,
    { slug, language, title, policy: policyVersion },
  )
}
