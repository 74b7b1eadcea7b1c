/** One line of the printed table. */
export interface Outcome {
  what: string
  measured: string
  mustReach: string
  /** Null where nothing is demanded: a figure that explains another. */
  isMet: boolean | null
}

export function markdownTable(outcomes: readonly Outcome[]): string {
  const lines = outcomes.map(({ what, measured, mustReach, isMet }) => [what, measured, mustReach, verdict(isMet)])
  return [['what', 'measured', 'must reach', 'ok?'], ['---', '---', '---', '---'], ...lines]
    .map((cells) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`)
    .join('\n')
}

function verdict(isMet: boolean | null): string {
  return isMet === null ? '' : isMet ? 'yes' : '**NO**'
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  return sorted.length % 2 === 1 ? (sorted[middle] ?? 0) : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2
}

/** `12 345` */
export function wholeWords(value: number): string {
  return String(Math.round(value)).replace(/\B(?=(?:\d{3})+$)/g, ' ')
}

/** Kilobytes of 1000 bytes, as browsers count them. */
export function kilobytes(bytes: number): string {
  return `${(bytes / 1000).toFixed(1)} KB`
}
