import { z } from 'zod'
import { slugPattern } from '../../language/slug.js'

/** What the newsroom keeps itself; regions are the country's. */
export const keptKinds = ['section', 'tag', 'author', 'source'] as const
export type KeptKind = (typeof keptKinds)[number]

/** One field of a form, by the name of its column. */
export interface FilingField {
  name: string
  /** How it is typed: a line, several lines, a number, a yes or no, an address on the web, or one of a few words. */
  as: 'line' | 'lines' | 'number' | 'switch' | 'address' | readonly string[]
  isRequired?: boolean
  max: number
}

const line = (name: string, max: number, isRequired = false): FilingField => ({ name, as: 'line', isRequired, max })
const lines = (name: string, max: number): FilingField => ({ name, as: 'lines', max })
const names = [line('name_ru', 100, true), line('name_kk', 100, true), line('slug', 80)]

export const filingFields: Record<KeptKind, readonly FilingField[]> = {
  section: [...names, { name: 'position', as: 'number', max: 9999 }, { name: 'in_menu', as: 'switch', max: 10 }],
  tag: names,
  author: [...names, line('role_ru', 100), line('role_kk', 100), lines('about_ru', 1000), lines('about_kk', 1000)],
  source: [
    ...names,
    { name: 'address', as: 'address', max: 300 },
    line('credit_ru', 300),
    line('credit_kk', 300),
    { name: 'rights', as: ['full', 'excerpt', 'headline'], max: 20 },
  ],
}

export type FilingValues = Record<string, string | number | boolean | null>

/** What is wrong with a field: nothing was given, it is too long, or it is not what it should be. */
export type FilingFault = 'required' | 'long' | 'wrong'

/** A form's fields, checked: either all values by column, or the faults by field. */
export function readFiling(
  kind: KeptKind,
  given: Record<string, unknown>,
): { values: FilingValues } | { faults: Record<string, FilingFault> } {
  const values: FilingValues = {}
  const faults: Record<string, FilingFault> = {}
  for (const field of filingFields[kind]) {
    const text = String(given[field.name] ?? '')
      .replace(field.as === 'lines' ? /[^\S\n]+/g : /\s+/g, ' ')
      .trim()
    const fault = faultOf(field, text)
    if (fault) faults[field.name] = fault
    else values[field.name] = columnValue(field, text)
  }
  return Object.keys(faults).length > 0 ? { faults } : { values }
}

function faultOf({ name, as, isRequired, max }: FilingField, text: string): FilingFault | undefined {
  if (text === '') return isRequired ? 'required' : undefined
  if (as === 'number') return /^\d{1,4}$/.test(text) ? undefined : 'wrong'
  if (text.length > max) return 'long'
  if (name === 'slug' && !slugPattern.test(text)) return 'wrong'
  if (as === 'address' && !z.url({ protocol: /^https?$/ }).safeParse(text).success) return 'wrong'
  if (Array.isArray(as) && !as.includes(text)) return 'wrong'
  return undefined
}

function columnValue({ as }: FilingField, text: string): string | number | boolean | null {
  if (as === 'number') return text === '' ? 100 : Number(text)
  if (as === 'switch') return text !== ''
  if (as === 'address') return text === '' ? null : text
  if (Array.isArray(as) && text === '') return as[0] ?? ''
  return text
}
