import { transaction } from '../../platform/database.js'
import { skip } from './import-report.js'
import { type ImportRun, importedKey, note, takeInItem } from './import-run.js'
import { freePageSlug, insertPage } from './import-store.js'
import { isHere, keepAddresses, stateOf, textOf } from './post-intake.js'
import { slugOfPost, titleOf } from './post-words.js'
import type { WxrPost } from './wxr-entry.js'

/** A page becomes a plain page, with its old address. */
export function takeInPage(run: ImportRun, page: WxrPost): Promise<void> {
  return takeInItem(run, page, async (item) => {
    const key = importedKey(run, page.number)
    if (await isHere(item, 'pages', key)) return
    const now = run.kit.clock.now()
    const decided = stateOf(page, now)
    if ('skipped' in decided) return skip(item.report, decided.skipped)

    const { html, absences } = await textOf(run, page)
    const { title, isMadeUp } = titleOf(page, html, run.language)
    if (isMadeUp) note(item, page, `it has no title; it is called "${title}" now`)
    if (decided.why) note(item, page, decided.why)
    for (const absence of absences) note(item, page, absence)
    if (decided.state === 'scheduled') note(item, page, 'it was to appear later; it came in as a draft')
    skip(item.report, 'comments on pages', page.comments.length)

    await transaction(run.kit.db, async (db) => {
      item.db = db
      const isPublished = decided.state === 'published'
      const id = await insertPage(db, {
        slug: await freePageSlug(db, slugOfPost(page, title), run.language),
        language: run.language,
        title,
        body: html,
        state: isPublished ? 'published' : 'draft',
        updatedAt: page.modifiedAt ?? page.publishedAt ?? now,
        importedKey: key,
      })
      item.report.counts.pages.new++
      if (isPublished)
        await keepAddresses(item, [page.link, `${run.site.address}/?page_id=${page.number}`], { pageId: id })
    })
  })
}
