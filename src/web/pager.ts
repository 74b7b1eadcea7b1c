/** Lists are paged by key: the moment and the id of the card at the edge, never by a number of rows to skip. */
export interface PageKey {
  at: Date
  id: number
}

export type PageWish = { before: PageKey } | { after: PageKey } | null

const keyPattern = /^([0-9a-z]{1,9})-([0-9]{1,15})$/

/** `mhx3k9a0-4213`: the moment in milliseconds to the base 36, then the id. */
export function pageKeyText({ at, id }: PageKey): string {
  return `${at.getTime().toString(36)}-${id}`
}

/** What `?before=` or `?after=` asks for. A key that is not one asks for the newest page. */
export function readPageWish(query: Record<string, unknown>): PageWish {
  const before = readPageKey(query.before)
  if (before) return { before }
  const after = readPageKey(query.after)
  return after ? { after } : null
}

function readPageKey(text: unknown): PageKey | undefined {
  const found = typeof text === 'string' ? keyPattern.exec(text) : null
  if (!found) return undefined
  const at = new Date(Number.parseInt(found[1] ?? '', 36))
  return Number.isNaN(at.getTime()) || at.getUTCFullYear() > 9000 ? undefined : { at, id: Number(found[2]) }
}
