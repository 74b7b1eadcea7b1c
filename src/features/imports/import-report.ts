export const importedNouns = [
  'articles',
  'pages',
  'pictures',
  'comments',
  'sections',
  'tags',
  'authors',
  'old addresses',
] as const
export type ImportedNoun = (typeof importedNouns)[number]

export interface ImportReport {
  isDryRun: boolean
  /** The address of the site that the export was made of. */
  site: string
  counts: Record<ImportedNoun, { new: number; alreadyHere: number }>
  /** How many of each were left out on purpose. */
  skipped: Map<string, number>
  problems: ImportProblem[]
}

export interface ImportProblem {
  /** As WordPress counts its items. */
  number: string
  title: string
  what: string
}

export function emptyReport(isDryRun: boolean): ImportReport {
  const none = () => ({ new: 0, alreadyHere: 0 })
  return {
    isDryRun,
    site: '',
    counts: {
      articles: none(),
      pages: none(),
      pictures: none(),
      comments: none(),
      sections: none(),
      tags: none(),
      authors: none(),
      'old addresses': none(),
    },
    skipped: new Map(),
    problems: [],
  }
}

export function skip(report: ImportReport, what: string, count = 1): void {
  if (count > 0) report.skipped.set(what, (report.skipped.get(what) ?? 0) + count)
}

/** Takes an item's own report into that of the whole. */
export function addReport(report: ImportReport, of: ImportReport): void {
  for (const noun of importedNouns) {
    report.counts[noun].new += of.counts[noun].new
    report.counts[noun].alreadyHere += of.counts[noun].alreadyHere
  }
  for (const [what, count] of of.skipped) skip(report, what, count)
  report.problems.push(...of.problems)
}

/** For an operator's terminal, in English. */
export function reportLines(report: ImportReport): string[] {
  const { counts, skipped, problems } = report
  const width = Math.max(...importedNouns.map((noun) => noun.length))
  return [
    `WordPress export of ${report.site || 'an unnamed site'}${report.isDryRun ? ' (dry run: nothing was written)' : ''}`,
    '',
    ...importedNouns.map(
      (noun) =>
        `  ${noun.padEnd(width)}  ${String(counts[noun].new).padStart(6)} ${report.isDryRun ? 'to come' : 'new'}, ${counts[noun].alreadyHere} already here`,
    ),
    ...(skipped.size === 0 ? [] : ['', 'Left out:']),
    ...[...skipped].map(([what, count]) => `  ${String(count).padStart(6)}  ${what}`),
    ...(problems.length === 0 ? [] : ['', 'To look at:']),
    ...problems.map(
      ({ number, title, what }) =>
        `  ${number === '' ? '' : `no. ${number} `}${title === '' ? '(no title)' : `"${shortened(title)}"`}: ${what}`,
    ),
  ]
}

function shortened(title: string): string {
  return title.length <= 80 ? title : `${title.slice(0, 79)}…`
}
