import type { Language } from '../../language/language.js'
import { type Db, row, rows, run } from '../../platform/database.js'
import { policyVersion, type SafeHtml } from '../../text/safe-html.js'
import type { Picture } from '../media/picture.js'
import type { Origin } from '../spam/origin.js'
import { pictureColumns } from './board-picture-store.js'
import type { Notice, NoticeState } from './notice.js'

type NoticeRow = Omit<Notice, 'category' | 'town' | 'pictures'> & {
  category: string
  categoryName: string
  town: string
  townName: string
}

/** Names of category and town in the notice's own language. */
const select = `select n.id, n.language, n.slug, n.title, n.body_text as text, n.body_html as body, n.category_id as "categoryId", c.slug as category,
    case when n.language = 'kk' and c.name_kk <> '' then c.name_kk else c.name_ru end as "categoryName",
    n.town, case when n.language = 'kk' and t.name_kk <> '' then t.name_kk else t.name_ru end as "townName",
    n.is_business as "isBusiness", n.firm, n.bin, n.price, n.phone, n.state, n.refused_as as "refusedAs", n.placed_at as "placedAt",
    n.released_at as "releasedAt", n.raised_at as "raisedAt", n.highlighted_until as "highlightedUntil", n.ends_at as "endsAt",
    n.version, n.risk, n.reasons, n.complaints, n.is_sample as "isSample",
    n.decided_by as "decidedBy", n.decided_at as "decidedAt"
  from notices n join notice_categories c on c.id = n.category_id join weather_towns t on t.slug = n.town`

export async function findNotice(db: Db, id: number): Promise<Notice | undefined> {
  return withPictures(db, await row<NoticeRow>(db, `${select} where n.id = :id`, { id }))
}

export async function noticeOfSecret(db: Db, secretHash: string): Promise<Notice | undefined> {
  return withPictures(db, await row<NoticeRow>(db, `${select} where n.secret_hash = :secretHash`, { secretHash }))
}

export type ListedNotice = Notice & { decidedBy: string | null; decidedAt: Date | null }

/** For the newsroom's queues; `condition` ends with the order. */
export async function noticesWhere(
  db: Db,
  condition: string,
  values: { after: number | null; limit: number },
): Promise<ListedNotice[]> {
  const found = await rows<NoticeRow & Pick<ListedNotice, 'decidedBy' | 'decidedAt'>>(
    db,
    `${select} where ${condition} limit :limit`,
    values,
  )
  const pictures = await rows<Picture & { noticeId: number }>(
    db,
    `select l.notice_id as "noticeId", ${pictureColumns} from notice_pictures l join pictures p on p.id = l.picture_id
     where l.notice_id = any(:ids) order by l.position`,
    { ids: found.map(({ id }) => id) },
  )
  return found.map((row) => ({
    ...noticeOf(row),
    decidedBy: row.decidedBy,
    decidedAt: row.decidedAt,
    pictures: pictures.filter(({ noticeId }) => noticeId === row.id),
  }))
}

async function withPictures(db: Db, found: NoticeRow | undefined): Promise<Notice | undefined> {
  return found && { ...noticeOf(found), pictures: await picturesOf(db, found.id) }
}

function noticeOf({ category, categoryName, town, townName, ...row }: NoticeRow): Omit<Notice, 'pictures'> {
  return { ...row, category: { slug: category, name: categoryName }, town: { slug: town, name: townName } }
}

function picturesOf(db: Db, noticeId: number): Promise<Picture[]> {
  return rows(
    db,
    `select ${pictureColumns} from notice_pictures l join pictures p on p.id = l.picture_id where l.notice_id = :noticeId order by l.position`,
    { noticeId },
  )
}

/** What its owner says of it. */
export interface NoticeWords {
  categoryId: number
  town: string
  language: Language
  isBusiness: boolean
  firm: string
  bin: string
  title: string
  slug: string
  text: string
  body: SafeHtml
  price: number | null
  phone: string
}

export interface Judged {
  state: NoticeState
  risk: number
  reasons: readonly string[]
  likeness: string
}

export interface NewNotice extends NoticeWords, Judged {
  secretHash: string
  origin: Origin | null
  endsAt: Date
  now: Date
  isSample?: boolean
  /** As PostgreSQL reads a tsvector. */
  terms: string
}

/** Undefined when the same form was sent before: its secret is known. */
export async function addNotice(db: Db, notice: NewNotice): Promise<number | undefined> {
  const { origin, isSample = false, ...values } = notice
  const added = await row<{ id: number }>(
    db,
    `insert into notices (category_id, town, language, is_business, firm, bin, title, slug, body_text, body_html, body_policy, price, phone,
       state, secret_hash, placed_at, released_at, raised_at, ends_at, risk, reasons, likeness, address_hash, network_hash, is_sample, terms)
     values (:categoryId, :town, :language, :isBusiness, :firm, :bin, :title, :slug, :text, :body, :policy, :price, :phone,
       :state, :secretHash, :now, case when :state = 'shown' then :now::timestamptz end, :now, :endsAt, :risk, :reasons, :likeness,
       :address, :network, :isSample, :terms::tsvector)
     on conflict (secret_hash) do nothing returning id`,
    { ...values, policy: policyVersion, address: origin?.address ?? null, network: origin?.network ?? null, isSample },
  )
  return added?.id
}

/** False when somebody decided about it or changed it meanwhile. */
export async function changeNotice(
  db: Db,
  change: NoticeWords & Judged & { id: number; version: number; terms: string },
): Promise<boolean> {
  const { language: _, ...values } = change
  const changed = await run(
    db,
    `update notices set category_id = :categoryId, town = :town, is_business = :isBusiness, firm = :firm, bin = :bin, title = :title, slug = :slug,
       body_text = :text, body_html = :body, body_policy = :policy, price = :price, phone = :phone, state = :state, refused_as = null,
       left_at = null, risk = :risk, reasons = :reasons, likeness = :likeness, terms = :terms::tsvector, version = version + 1
     where id = :id and version = :version`,
    { ...values, policy: policyVersion },
  )
  return changed === 1
}

export async function setPictures(db: Db, noticeId: number, pictures: readonly number[]): Promise<void> {
  await run(db, 'delete from notice_pictures where notice_id = :noticeId', { noticeId })
  for (const [position, pictureId] of pictures.entries())
    await run(
      db,
      'insert into notice_pictures (notice_id, picture_id, position) values (:noticeId, :pictureId, :position)',
      { noticeId, pictureId, position },
    )
}

/**
 * Its owner's deed, undone by nobody else's in between: false when the notice is no longer as they saw it. What leaves while it
 * waits has no release any more: words that nobody has looked at must not come back by the release of other words.
 */
export async function moveNotice(
  db: Db,
  move: { id: number; version: number; state: NoticeState; endsAt: Date; leftAt: Date | null },
): Promise<boolean> {
  const changed = await run(
    db,
    `update notices set state = :state, ends_at = :endsAt, left_at = :leftAt, version = version + 1,
       released_at = case when state = 'waiting' then null else released_at end
     where id = :id and version = :version`,
    move,
  )
  return changed === 1
}

/** How many others have the same words, or were placed with the same phone, since then. Refused ones count: they come again. */
export async function countAlike(
  db: Db,
  { likeness, phone, since, except }: { likeness: string; phone: string; since: Date; except: number },
): Promise<{ alike: number; ofPhone: number }> {
  const found = await row<{ alike: number; ofPhone: number }>(
    db,
    `select
       (select count(*)::int from (select 1 from notices where likeness = :likeness and likeness <> '' and placed_at > :since
          and id <> :except limit 20) a) as alike,
       (select count(*)::int from (select 1 from notices where phone = :phone and placed_at > :since
          and id <> :except and state in ('waiting', 'shown') limit 20) p) as "ofPhone"`,
    { likeness, phone, since, except },
  )
  return found ?? { alike: 0, ofPhone: 0 }
}

/** Those whose time is over leave the board. */
export async function endNotices(db: Db, now: Date): Promise<number[]> {
  const ended = await rows<{ id: number }>(
    db,
    `update notices set state = 'ended', left_at = :now, version = version + 1 where state = 'shown' and ends_at <= :now returning id`,
    { now },
  )
  return ended.map(({ id }) => id)
}

/** Deletes what left the board before `gone`, and where the others came from that were placed before `origins`. */
export async function forgetNotices(db: Db, { gone, origins }: { gone: Date; origins: Date }): Promise<number> {
  await run(
    db,
    'update notices set address_hash = null, network_hash = null where network_hash is not null and placed_at < :origins',
    { origins },
  )
  return run(db, 'delete from notices where left_at < :gone', { gone })
}

export function noticesWithoutTerms(
  db: Db,
  limit: number,
): Promise<Pick<Notice, 'id' | 'language' | 'title' | 'text' | 'firm'>[]> {
  return rows(
    db,
    'select id, language, title, body_text as text, firm from notices where terms is null order by id limit :limit',
    { limit },
  )
}

export async function setTerms(db: Db, id: number, terms: string): Promise<void> {
  await run(db, 'update notices set terms = :terms::tsvector where id = :id', { id, terms })
}

export async function deleteSampleNotices(db: Db): Promise<number> {
  return run(db, 'delete from notices where is_sample')
}
