import { transaction } from '../../platform/database.js'
import { plainText } from '../../text/safe-html.js'
import type { ArticleState } from '../articles/article.js'
import { takeInArticle } from '../articles/article-intake.js'
import type { Picture } from '../media/picture.js'
import { addOldTotal } from '../readership/view-store.js'
import { keepOldAddress, type RedirectTarget } from '../redirects/redirect-store.js'
import { takeInComments } from './comment-intake.js'
import { fileUnder } from './filing-intake.js'
import { skip } from './import-report.js'
import { type ImportItem, type ImportRun, importedKey, note, takeInItem } from './import-run.js'
import { findImported } from './import-store.js'
import { oldAddressOf } from './old-address.js'
import { leadAndBody, slugOfPost, titleOf } from './post-words.js'
import { absencesIn, attachmentsIn, bodyOf, readWordpressText } from './wordpress-html.js'
import type { WxrAttachment, WxrPost } from './wxr-entry.js'

/** A post becomes an article, with its comments and its old address, whole or not at all. */
export function takeInPost(run: ImportRun, post: WxrPost): Promise<void> {
  return takeInItem(run, post, async (item) => {
    const key = importedKey(run, post.number)
    if (await isHere(item, 'articles', key)) return
    const decided = stateOf(post, run.kit.clock.now())
    if ('skipped' in decided) return skip(item.report, decided.skipped)

    const cover = post.coverNumber === null ? undefined : run.attachments.byNumber(post.coverNumber)
    const { html, pictures, absences } = await textOf(run, post, cover ? [cover] : [])
    const { title, isMadeUp } = titleOf(post, html, run.language)
    const coverPicture = cover && pictures.get(cover)
    if (isMadeUp) note(item, post, `it has no title; it is called "${title}" now`)
    if (decided.why) note(item, post, decided.why)
    if (post.coverNumber !== null && !cover)
      note(item, post, `its cover, the attachment no. ${post.coverNumber}, is not in the export`)
    for (const absence of absences) note(item, post, absence)
    if (post.isSticky) skip(item.report, 'marks that keep a post on top; pin articles in the newsroom')

    await transaction(run.kit.db, async (db) => {
      item.db = db
      const isPublished = decided.state === 'published'
      const { id } = await takeInArticle(db, {
        language: run.language,
        slug: slugOfPost(post, title),
        title,
        ...leadAndBody(post, html),
        ...(await fileUnder(item, post)),
        cover: cover &&
          coverPicture && { pictureId: coverPicture.id, alt: cover.alt, caption: plainText(cover.caption), credit: '' },
        state: decided.state,
        publishedAt: isPublished || decided.state === 'scheduled' ? post.publishedAt : null,
        updatedAt: isPublished ? changedLater(post) : null,
        importedKey: key,
      })
      item.report.counts.articles.new++
      // Others have no address that anybody knows, and a redirect would tell their titles.
      if (isPublished)
        await keepAddresses(item, [post.link, `${run.site.address}/?p=${post.number}`], { articleId: id })
      if (post.views > 0) await addOldTotal(db, id, post.views)
      await takeInComments(item, post, id)
    })
  })
}

export async function isHere(item: ImportItem, table: 'articles' | 'pages', key: string): Promise<boolean> {
  const found = await findImported(item.db, table, key)
  if (!found) return false
  const { counts } = item.report
  counts[table].alreadyHere++
  counts.comments.alreadyHere += found.comments
  counts['old addresses'].alreadyHere += found.addresses
  return true
}

type Decision = { state: ArticleState; why?: string } | { skipped: string }

export function stateOf(post: WxrPost, now: Date): Decision {
  const { status, publishedAt } = post
  if (['trash', 'auto-draft', 'inherit'].includes(status))
    return { skipped: `posts and pages in the state "${status}"` }
  if (status === 'draft') return { state: 'draft' }
  if (status === 'pending') return { state: 'review' }
  if (post.isProtected) return { state: 'draft', why: 'it is protected by a password; it came in as a draft' }
  if (status === 'private') return { state: 'draft', why: 'it is private; it came in as a draft' }
  if (status !== 'publish' && status !== 'future') {
    return { state: 'draft', why: `its state "${status.slice(0, 30)}" is not known here; it came in as a draft` }
  }
  if (!publishedAt) return { state: 'draft', why: 'it has no date; it came in as a draft' }
  return { state: status === 'future' || publishedAt > now ? 'scheduled' : 'published' }
}

/** The text as HTML, and the pictures of what it shows and of `others`. */
export async function textOf(run: ImportRun, post: WxrPost, others: WxrAttachment[] = []) {
  const text = readWordpressText(post.content, run.attachments, post.number, run.language)
  const wanted = [...new Set([...others, ...attachmentsIn(text)])]
  const pictures = new Map<WxrAttachment, Picture>()
  const queue = wanted.values()
  const fetchers = Array.from({ length: 4 }, async () => {
    for (const attachment of queue) {
      const picture = await run.pictures(attachment)
      if (picture) pictures.set(attachment, picture)
    }
  })
  await Promise.all(fetchers)
  return { html: bodyOf(text, (attachment) => pictures.get(attachment)), pictures, absences: absencesIn(text) }
}

export async function keepAddresses(item: ImportItem, links: string[], target: RedirectTarget): Promise<void> {
  for (const address of new Set(links.map(oldAddressOf))) {
    if (address === undefined) continue
    const isNew = await keepOldAddress(item.db, address, target)
    item.report.counts['old addresses'][isNew ? 'new' : 'alreadyHere']++
  }
}

/** WordPress notes a change a moment after publication, too. */
function changedLater({ publishedAt, modifiedAt }: WxrPost): Date | null {
  if (!publishedAt || !modifiedAt) return null
  return modifiedAt.getTime() - publishedAt.getTime() > 60_000 ? modifiedAt : null
}
