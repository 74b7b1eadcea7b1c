import { inLanguage, type Language } from '../../language/language.js'
import { type Db, plannedRows } from '../../platform/database.js'
import { together } from '../../platform/together.js'
import type { SafeHtml } from '../../text/safe-html.js'
import type { Article, ArticleState, Neighbour, TalkMode } from './article.js'
import { coverOf, type PictureColumns } from './card-rows.js'
import type { AgeMark, PartnerMark, SourceRights } from './manuscript.js'
import { published } from './published.js'

interface Bilingual {
  slug: string
  name_ru: string
  name_kk: string
}

interface ArticleRow extends PictureColumns {
  id: number
  language: Language
  story_id: string
  slug: string
  kicker: string
  title: string
  lead: string
  body_html: SafeHtml
  words: number
  beginning: string
  state: ArticleState
  published_at: Date | null
  updated_at: Date | null
  withdrawn_reason: string
  cover_alt: string
  cover_caption: string
  cover_credit: string
  cover_licence: string | null
  source_address: string | null
  source_rights: SourceRights
  seo_title: string
  seo_description: string
  age_mark: AgeMark | null
  partner_mark: PartnerMark | null
  is_sample: boolean
  views: number
  around: Around
}

/** What stands around the story, in one column: the fewer columns an answer has, the less there is to take apart. */
interface Around {
  section: Bilingual & { id: number }
  region: (Bilingual & { code: string }) | null
  source: (Bilingual & { credit_ru: string; credit_kk: string; address: string | null }) | null
  authors: (Bilingual & { role_ru: string; role_kk: string })[] | null
  tags: (Bilingual & { id: number })[] | null
  corrections: { at: string; words: string }[] | null
  twin: Neighbour | null
  previous: Neighbour | null
  next: Neighbour | null
  shares: number | null
  talk: { shown: number; mode: TalkMode | null; closedAt: string | null } | null
}

const named = (alias: string) => `'slug', ${alias}.slug, 'name_ru', ${alias}.name_ru, 'name_kk', ${alias}.name_kk`
const neighbour = (alias: string) =>
  `json_build_object('id', ${alias}.id, 'slug', ${alias}.slug, 'title', ${alias}.title)`

/** Not more, so that many readers are served by several connections side by side. */
const mostAtOnce = 16

const askers = new WeakMap<Db, (question: Question) => Promise<Article | undefined>>()

interface Question {
  id: number
  now: Date
}

/**
 * The article in whatever state it is: the caller decides who may see it. `now` decides whether its twin shows. Articles asked
 * for in the same moment come with one query.
 */
export function findArticle(db: Db, id: number, now: Date): Promise<Article | undefined> {
  let ask = askers.get(db)
  if (ask === undefined) {
    ask = together(mostAtOnce, (questions) => findArticles(db, questions))
    askers.set(db, ask)
  }
  return ask({ id, now })
}

async function findArticles(db: Db, questions: Question[]): Promise<(Article | undefined)[]> {
  const ids = questions.map(({ id }) => id)
  // The earliest moment: a neighbour that has just come shows to nobody too early.
  const now = new Date(Math.min(...questions.map(({ now }) => now.getTime())))
  const found = await plannedRows<ArticleRow>(
    db,
    `select a.id, a.language, a.story_id, a.slug, a.kicker, a.title, a.lead, a.body_html, a.words, a.state,
       case when a.lead = '' then left(a.body_text, 400) else '' end as beginning,
       a.published_at, a.updated_at, a.withdrawn_reason, a.cover_alt, a.cover_caption, a.cover_credit, a.source_address,
       a.source_rights, a.seo_title, a.seo_description, a.age_mark, a.partner_mark,
       a.is_sample, coalesce((select v.total from article_views v where v.article_id = a.id), 0)::float8 as views,
       substring(p.licence from 'https://[^\\s<>")]+') as cover_licence, p.id as picture_id, p.hash, p.width, p.height, p.tone, p.lite_bytes, p.focal_x, p.focal_y,
       json_build_object(
         'section', (select json_build_object('id', s.id, ${named('s')}) from sections s where s.id = a.section_id),
         'region', (select json_build_object(${named('r')}, 'code', r.code) from regions r where r.id = a.region_id),
         'source', (select json_build_object(${named('o')}, 'credit_ru', o.credit_ru, 'credit_kk', o.credit_kk, 'address', o.address)
           from sources o where o.id = a.source_id),
         'authors', (select json_agg(json_build_object(${named('w')}, 'role_ru', w.role_ru, 'role_kk', w.role_kk) order by l.position)
           from article_authors l join authors w on w.id = l.author_id where l.article_id = a.id),
         'tags', (select json_agg(json_build_object('id', t.id, ${named('t')}) order by l.position)
           from article_tags l join tags t on t.id = l.tag_id where l.article_id = a.id),
         'shares', (select sum(h.total)::int from article_shares h where h.article_id = a.id),
         'talk', (select json_build_object('shown', k.shown, 'mode', k.mode, 'closedAt', k.closed_at)
           from article_talk k where k.article_id = a.id),
         'corrections', (select json_agg(json_build_object('at', c.at, 'words', c.words) order by c.at)
           from corrections c where c.article_id = a.id),
         'twin', (select ${neighbour('t')} from articles t where t.story_id = a.story_id and t.id <> a.id and ${published('t')}),
         'previous', (select ${neighbour('x')} from articles x
           where x.section_id = a.section_id and x.language = a.language and x.partner_mark is null and ${published('x')}
             and (x.published_at, x.id) < (a.published_at, a.id)
           order by x.published_at desc, x.id desc limit 1),
         'next', (select ${neighbour('x')} from articles x
           where x.section_id = a.section_id and x.language = a.language and x.partner_mark is null and ${published('x')}
             and (x.published_at, x.id) > (a.published_at, a.id)
           order by x.published_at, x.id limit 1)) as around
     from articles a left join pictures p on p.id = a.cover_id where a.id = any(:ids::bigint[])`,
    { ids, now },
  )
  const byId = new Map(found.map((row) => [row.id, articleOf(row)]))
  return ids.map((id) => byId.get(id))
}

function articleOf(row: ArticleRow): Article {
  const { language, around } = row
  const inWords = (thing: Bilingual) => ({ slug: thing.slug, name: inLanguage(language, thing.name_ru, thing.name_kk) })
  return {
    id: row.id,
    language,
    storyId: row.story_id,
    slug: row.slug,
    kicker: row.kicker,
    title: row.title,
    lead: row.lead,
    body: row.body_html,
    beginning: row.beginning,
    words: row.words,
    state: row.state,
    publishedAt: row.published_at,
    updatedAt: row.updated_at,
    withdrawnReason: row.withdrawn_reason,
    cover: coverOf(row, row.cover_alt),
    coverCaption: row.cover_caption,
    coverCredit: row.cover_credit,
    coverLicence: row.cover_licence,
    section: { ...inWords(around.section), id: around.section.id },
    region: around.region && { ...inWords(around.region), code: around.region.code },
    source: around.source && {
      ...inWords(around.source),
      credit: inLanguage(language, around.source.credit_ru, around.source.credit_kk),
      address: around.source.address,
    },
    sourceAddress: row.source_address,
    sourceRights: row.source_rights,
    seoTitle: row.seo_title,
    seoDescription: row.seo_description,
    ageMark: row.age_mark,
    partnerMark: row.partner_mark,
    authors: (around.authors ?? []).map((author) => ({
      ...inWords(author),
      role: inLanguage(language, author.role_ru, author.role_kk),
    })),
    tags: (around.tags ?? []).map((tag) => ({ ...inWords(tag), id: tag.id })),
    corrections: (around.corrections ?? []).map(({ at, words }) => ({ at: new Date(at), words })),
    twin: around.twin,
    previous: around.previous,
    next: around.next,
    isSample: row.is_sample,
    talk: talkOf(around.talk),
    shares: around.shares ?? 0,
    views: row.views,
  }
}

function talkOf(talk: Around['talk']): Article['talk'] {
  if (talk === null) return { shown: 0, mode: null, closedAt: null }
  return { ...talk, closedAt: talk.closedAt === null ? null : new Date(talk.closedAt) }
}
