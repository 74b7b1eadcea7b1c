/** The number that a hidden field holds; -1, which nothing has, for whatever else came. */
export function hiddenNumber(text = ''): number {
  return Number(/^\d{1,9}$/.exec(text)?.[0] ?? -1)
}

/** A posted form as names and words: of a repeated field the last, of anything that is not words nothing. */
export function formFields(body: unknown): Record<string, string> {
  const fields: Record<string, string> = {}
  if (typeof body !== 'object' || body === null) return fields
  for (const [name, value] of Object.entries(body)) {
    const last = Array.isArray(value) ? value.at(-1) : value
    if (typeof last === 'string') fields[name] = last
  }
  return fields
}
