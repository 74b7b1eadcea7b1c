import { localPath } from '../web/local-path.js'

/**
 * One setting as a form holds it. `words` may be empty, `optional` is null then; `list` is a line each, `links` are lines of
 * `address | in Russian | in Kazakh`.
 */
export interface SettingField {
  name: string
  as: 'words' | 'lines' | 'optional' | 'number' | 'optional number' | 'switch' | 'list' | 'links' | 'town' | 'picture'
  /** Characters that the form takes. */
  max: number
}

export type Typed = Record<string, string>

/** A stored value as the form shows it. A switch that is off is absent, as browsers send it. */
export function typedOf(fields: readonly SettingField[], settings: object): Typed {
  const values = new Map<string, unknown>(Object.entries(settings))
  return Object.fromEntries(
    fields.flatMap(({ name, as }) => {
      const value = values.get(name)
      if (as === 'switch') return value === true ? [[name, 'on']] : []
      if (Array.isArray(value)) return [[name, value.map(lineOf).join('\n')]]
      return [[name, value === null || value === undefined ? '' : String(value)]]
    }),
  )
}

function lineOf(entry: unknown): string {
  return typeof entry === 'object' && entry !== null ? Object.values(entry).join(' | ') : String(entry)
}

/** What was typed as a value that the group's schema then checks. */
export function valuesOf(fields: readonly SettingField[], typed: Typed): Record<string, unknown> {
  return Object.fromEntries(fields.map(({ name, as }) => [name, valueOfTyped(as, typed[name])]))
}

function valueOfTyped(as: SettingField['as'], typed = ''): unknown {
  const clean = typed
    .toWellFormed()
    .split('\n')
    .map((line) => line.replace(/\p{Cc}/gu, ' ').trim())
    .join('\n')
    .trim()
  const words = clean.replace(/\s+/g, ' ')
  switch (as) {
    case 'switch':
      return typed !== ''
    case 'number':
      return numberIn(words)
    case 'optional number':
    case 'picture':
      return words === '' ? null : numberIn(words)
    case 'optional':
    case 'town':
      return words === '' ? null : words.startsWith('#') ? words.toLowerCase() : words
    case 'list':
      return linesIn(clean)
    case 'links':
      return linesIn(clean).map(linkIn)
    default:
      return words
  }
}

const linesIn = (text: string) =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')

const numberIn = (text: string) => (/^\d{1,9}$/.test(text) ? Number(text) : Number.NaN)

/** Undefined for a line that is no link, which no schema takes. Our own pages may be pasted as they stand in Kazakh. */
function linkIn(line: string): unknown {
  const parts = line.split('|').map((part) => part.trim())
  const [href = '', ru, kk] = parts
  if (parts.length !== 3) return undefined
  const path = localPath(href)?.replace(/^\/kk(?=\/|$)/, '')
  return { href: path === undefined ? href : path || '/', ru, kk }
}
