import { BadAnswer } from '../fetching/bad-answer.js'

const decoders: Record<string, string> = { 'utf-8': 'utf-8', utf8: 'utf-8', 'windows-1251': 'windows-1251' }

/**
 * Bytes as text. What the document declares wins over the header, which servers of banks often get wrong; UTF-8 is checked
 * letter by letter, and when it is not UTF-8 the next word is believed. Throws `BadAnswer` for an empty or unreadable body.
 */
export function bodyText(bytes: Buffer, contentType: string): string {
  if (bytes.length === 0) throw new BadAnswer('the answer is empty')
  const declared = /^\s*<\?xml[^>]*encoding=["']([\w-]+)["']/i.exec(bytes.subarray(0, 200).toString('latin1'))?.[1]
  const told = /charset=["']?([\w-]+)/i.exec(contentType)?.[1]
  for (const name of [declared, told, 'utf-8']) {
    const encoding = decoders[name?.toLowerCase() ?? '']
    const text = encoding && decoded(bytes, encoding)
    if (text !== undefined && text !== '') return text.trimStart()
  }
  throw new BadAnswer('the letters of the answer cannot be read')
}

function decoded(bytes: Buffer, encoding: string): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch {
    return undefined
  }
}

/** A page for people in place of data, often with status 200: told apart so that the operator reads what it was. */
export function refusePage(text: string): void {
  if (/^<(?:!doctype html|html|head|body)\b/i.test(text)) throw new BadAnswer('a web page came in place of data')
}

/** Parses JSON; a text that is cut off, or has something after its end, is refused. */
export function jsonOf(text: string): unknown {
  refusePage(text)
  try {
    return JSON.parse(text)
  } catch {
    throw new BadAnswer(`the answer is not JSON: ${text.slice(0, 80)}`)
  }
}
