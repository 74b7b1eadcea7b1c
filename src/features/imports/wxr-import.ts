import { stat } from 'node:fs/promises'
import type { Language } from '../../language/language.js'
import { type Db, transaction } from '../../platform/database.js'
import type { Kit } from '../../platform/kit.js'
import { cacheTags } from '../articles/cache-tags.js'
import { attachmentFacts } from './attachment-facts.js'
import { emptyReport, type ImportReport, skip } from './import-report.js'
import { type ImportRun, importedKey } from './import-run.js'
import { ImportStopped } from './import-stopped.js'
import { takeInPage } from './page-intake.js'
import { pictureIntake } from './picture-fetching.js'
import { takeInPost } from './post-intake.js'
import type { WxrEntry, WxrSite } from './wxr-entry.js'
import { readWxr } from './wxr-reading.js'

export interface ImportOptions {
  /** Read and convert everything, write nothing, and report the same counts. */
  dryRun?: boolean
  /** Of all texts in the file. */
  language?: Language
  fetchAttachments?: boolean
  /** The file is read twice, so that this counts half of each reading; it never goes over `totalBytes`, the file's size. */
  onProgress?: (bytesRead: number, totalBytes: number) => void
}

/**
 * Takes in a WordPress export. Every post and page is whole or not at all; one that fails is reported and the rest goes on; what an
 * earlier run brought stays as it is. Throws `ImportStopped`, with the report so far, where the file cannot be read on.
 */
export async function importWxr(kit: Kit, file: string, options: ImportOptions = {}): Promise<ImportReport> {
  const { dryRun = false, language = 'ru', fetchAttachments = true, onProgress = () => {} } = options
  const report = emptyReport(dryRun)
  const total = await stat(file).then(
    ({ size }) => size,
    () => 0,
  )
  const touched = new Set([cacheTags.filing, cacheTags.pages, cacheTags.front(language), cacheTags.newest(language)])
  try {
    const facts = await factsOf(file, (bytes) => onProgress(bytes / 2, total))
    report.site = facts.site.address
    const work = (kit: Kit) => {
      const run: ImportRun = {
        kit,
        language,
        ...facts,
        pictures: pictureIntake({
          kit,
          fetching: fetchAttachments && dryRun ? 'rehearse' : fetchAttachments,
          keyOf: ({ number }) => importedKey(facts, number),
          report,
        }),
        filed: new Map(),
        touched,
        report,
        failuresInRow: 0,
      }
      return takeInAll(run, file, (bytes) => onProgress((total + bytes) / 2, total))
    }
    if (dryRun) await rehearse(kit.db, (db) => work({ ...kit, db }))
    else await work(kit)
  } catch (error) {
    if (error instanceof ImportStopped) error.report = report
    throw error
  } finally {
    if (!dryRun) await kit.changes.announce([...touched])
  }
  return report
}

/** What stands anywhere in the file and is needed everywhere: the first reading. Memory holds these facts and no texts. */
async function factsOf(file: string, onRead: (bytes: number) => void) {
  let site: WxrSite | undefined
  const attachments = attachmentFacts()
  const authors = new Map<string, string>()
  const parents = new Map<string, string>()
  try {
    for await (const entry of readWxr(file, onRead)) {
      if (entry.kind === 'site') site = { ...entry.site }
      if (entry.kind === 'attachment') attachments.add(entry.attachment)
      if (entry.kind === 'author') authors.set(entry.author.login, entry.author.name)
      if (entry.kind === 'category' && entry.term.parent !== '') parents.set(entry.term.nicename, entry.term.parent)
    }
  } catch (error) {
    // The second reading stops at the same place, after taking in what stands before it.
    if (!(error instanceof ImportStopped) || !site) throw error
  }
  if (!site) throw new Error('an export without its site')
  return { site, attachments, authors, parents }
}

async function takeInAll(run: ImportRun, file: string, onRead: (bytes: number) => void): Promise<void> {
  for await (const entry of readWxr(file, onRead)) await takeIn(run, entry)
}

async function takeIn(run: ImportRun, entry: WxrEntry): Promise<void> {
  switch (entry.kind) {
    case 'post':
      return takeInPost(run, entry.post)
    case 'page':
      return takeInPage(run, entry.post)
    case 'attachment':
      await run.pictures(entry.attachment)
      return
    case 'other':
      return skip(
        run.report,
        entry.type === 'nav_menu_item'
          ? "entries of the site's menus"
          : `items of the type "${entry.type.slice(0, 40)}"`,
      )
    case 'unreadable':
      run.report.problems.push({ number: entry.number, title: entry.title, what: `was not taken in: ${entry.what}` })
  }
}

class Rehearsed extends Error {}

/** Does the work and takes all of it back: what would fail, fails. */
async function rehearse(db: Db, work: (db: Db) => Promise<void>): Promise<void> {
  try {
    await transaction(db, async (db) => {
      await work(db)
      throw new Rehearsed()
    })
  } catch (error) {
    if (!(error instanceof Rehearsed)) throw error
  }
}
