/** One thing that a deed changed, as it was and as it is; null where it was not there. */
export interface AuditChange {
  /** Of the field, or empty where the whole thing is one value. */
  name: string
  before: string | null
  after: string | null
}

/** What stands in a line of the audit, field by field, without what stayed as it was. */
export function changesOf(before: unknown, after: unknown): AuditChange[] {
  const [was, is] = [fieldsOf(before), fieldsOf(after)]
  return [...new Set([...was.keys(), ...is.keys()])]
    .map((name) => ({ name, before: was.get(name) ?? null, after: is.get(name) ?? null }))
    .filter((change) => change.before !== change.after)
}

function fieldsOf(value: unknown): Map<string, string> {
  if (value === null || value === undefined) return new Map()
  if (typeof value !== 'object' || Array.isArray(value)) return new Map([['', wordsOf(value)]])
  return new Map(Object.entries(value).flatMap(([name, each]) => (each === null ? [] : [[name, wordsOf(each)]])))
}

const wordsOf = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value))
