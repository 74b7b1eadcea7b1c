import type { Language } from '../../language/language.js'
import type { Db } from '../../platform/database.js'
import type { Kit } from '../../platform/kit.js'
import type { AttachmentFacts } from './attachment-facts.js'
import { addReport, emptyReport, type ImportReport } from './import-report.js'
import { ImportStopped } from './import-stopped.js'
import type { Filed } from './import-store.js'
import type { PictureIntake } from './picture-fetching.js'
import type { WxrSite } from './wxr-entry.js'

/** One import from its beginning to its end. */
export interface ImportRun {
  kit: Kit
  language: Language
  site: WxrSite
  attachments: AttachmentFacts
  /** Display names by login. */
  authors: Map<string, string>
  /** Parents of categories, both by nicename. */
  parents: Map<string, string>
  pictures: PictureIntake
  /** Sections, tags and authors met so far, by key. */
  filed: Map<string, Filed>
  /** Of the page cache: what will look different. */
  touched: Set<string>
  report: ImportReport
  failuresInRow: number
}

/** One post or page. What it does to the run counts only once it is in. */
export interface ImportItem {
  run: ImportRun
  db: Db
  filed: Map<string, Filed>
  touched: Set<string>
  report: ImportReport
}

/** `wxr:example.kz:1174`. Scheme and `www.` do not count, since sites change them. */
export function importedKey({ site }: Pick<ImportRun, 'site'>, ...path: string[]): string {
  const host = site.address.replace(/^\w+:\/\//, '').replace(/^www\./, '')
  return ['wxr', host.toLowerCase(), ...path].join(':')
}

const maxFailuresInRow = 25

/** Does an item's work. If it fails, it is reported, and nothing of it counts. */
export async function takeInItem(
  run: ImportRun,
  { number, title }: { number: string; title: string },
  work: (item: ImportItem) => Promise<void>,
): Promise<void> {
  const item: ImportItem = {
    run,
    db: run.kit.db,
    filed: new Map(),
    touched: new Set(),
    report: emptyReport(run.report.isDryRun),
  }
  try {
    await work(item)
    for (const [key, filed] of item.filed) run.filed.set(key, filed)
    for (const tag of item.touched) run.touched.add(tag)
    addReport(run.report, item.report)
    run.failuresInRow = 0
  } catch (error) {
    const what = faultOf(error)
    run.kit.log.warn({ number, err: error }, 'an item of the import failed')
    run.report.problems.push({ number, title, what: `was not taken in: ${what}` })
    if (++run.failuresInRow >= maxFailuresInRow) {
      throw new ImportStopped(
        `${maxFailuresInRow} items in a row could not be taken in; the last because ${what}. Mend the cause and import again; what is here already stays as it is.`,
      )
    }
  }
}

/** Knex puts the whole statement before the database's own words. */
function faultOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error)
  return (message.split(' - ').at(-1) ?? message).slice(0, 300)
}

export function note(item: ImportItem, { number, title }: { number: string; title: string }, what: string): void {
  item.report.problems.push({ number, title, what })
}
