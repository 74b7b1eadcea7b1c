/** The form's fields by name, as the server reads them. */
export type Fields = Record<string, string | string[]>

const lists = ['tagIds', 'authorIds']
/** Of the form itself, and not of the story. */
const besides = ['beganFrom', 'lists']

export function readFields(form: HTMLFormElement): Fields {
  const fields: Fields = { tagIds: [], authorIds: [] }
  for (const [name, value] of new FormData(form)) {
    if (typeof value !== 'string' || besides.includes(name)) continue
    if (!lists.includes(name)) fields[name] = value.replaceAll('\r\n', '\n')
    else if (value !== '') (fields[name] as string[]).push(value)
  }
  return fields
}

/** Puts words into the fields of the form; what is chosen from lists is left to `writeChosen`. */
export function writeFields(form: HTMLFormElement, fields: Fields): void {
  for (const [name, value] of Object.entries(fields)) {
    const input = form.elements.namedItem(name)
    if (typeof value !== 'string') continue
    if (
      input instanceof HTMLInputElement ||
      input instanceof HTMLTextAreaElement ||
      input instanceof HTMLSelectElement
    ) {
      input.value = value
    }
  }
}

export function sameFields(one: Fields, other: Fields): boolean {
  const names = new Set([...Object.keys(one), ...Object.keys(other)])
  return [...names].every((name) => String(one[name] ?? '') === String(other[name] ?? ''))
}

/** The server's answer to JSON; a status of 0 means that there was none. */
export async function ask<Answer>(
  address: string,
  body?: unknown,
  options: { seconds?: number; keepalive?: boolean } = {},
): Promise<{ status: number; answer: Answer }> {
  try {
    const response = await fetch(address, {
      method: body === undefined ? 'GET' : 'POST',
      headers: { accept: 'application/json', ...(body !== undefined && { 'content-type': 'application/json' }) },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      keepalive: options.keepalive ?? false,
      signal: AbortSignal.timeout((options.seconds ?? 20) * 1000),
    })
    return { status: response.status, answer: (await response.json().catch(() => ({}))) as Answer }
  } catch {
    return { status: 0, answer: {} as Answer }
  }
}
