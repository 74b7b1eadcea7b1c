import { z } from 'zod'
import type { Language } from '../../language/language.js'
import type { SettingGroup } from '../settings/setting-store.js'

const slot = z.object({ id: z.int().positive(), until: z.coerce.date().nullable().default(null) })

/** Where a story stands at the head of the front page, and until when; without an end, until somebody changes it. */
export type FrontSlot = z.infer<typeof slot>

const arrangement = z.object({
  lead: slot.nullable().default(null),
  seconds: z.array(slot).max(2).default([]),
  /** Slugs of section blocks in their order; the others follow in the menu's. */
  sections: z.array(z.string().max(120)).max(100).default([]),
})

export type Arrangement = z.infer<typeof arrangement>

export const noArrangement: Arrangement = { lead: null, seconds: [], sections: [] }

const front = z.object({
  version: z.int().default(0),
  live: arrangement.default(noArrangement),
  /** What undo brings back. */
  previous: arrangement.nullable().default(null),
  /** What is only looked at. */
  draft: arrangement.nullable().default(null),
})

export type FrontSettings = z.infer<typeof front>

export function frontGroup(language: Language): SettingGroup<FrontSettings> {
  return { name: `front-${language}`, schema: front }
}

const breaking = z.object({
  ru: z.string().max(200).default(''),
  kk: z.string().max(200).default(''),
  /** The story it leads to, in each language that has it. */
  addressRu: z.string().nullable().default(null),
  addressKk: z.string().nullable().default(null),
  until: z.coerce.date().nullable().default(null),
})

export type Breaking = z.infer<typeof breaking>

/** The bar above every page: what cannot wait. */
export const breakingGroup: SettingGroup<Breaking> = { name: 'breaking', schema: breaking }
