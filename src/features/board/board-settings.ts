import { z } from 'zod'
import type { Kit } from '../../platform/kit.js'
import { type SettingGroup, settingsOf } from '../settings/setting-store.js'

const price = z.number().int().min(0).max(1_000_000)

const schema = z.object({
  /** Off: the board stands, and takes nothing new. */
  isOpen: z.boolean().default(true),
  /** How long a notice stands before it ends or is extended. */
  days: z.number().int().min(1).max(365).default(30),
  /** Nothing appears unseen; off: what raises no doubt appears at once. */
  looksFirst: z.boolean().default(true),
  /** Tenge. */
  raisePrice: price.default(500),
  highlightPrice: price.default(1000),
  highlightDays: z.number().int().min(1).max(90).default(7),
  /** How to pay, for whoever ordered a raise or a highlight. */
  payRu: z.string().max(500).default(''),
  payKk: z.string().max(500).default(''),
})
export type BoardSettings = z.infer<typeof schema>

export const boardSettings: SettingGroup<BoardSettings> = { name: 'board', schema }

export function boardSettingsOf(kit: Kit): Promise<BoardSettings> {
  return settingsOf(kit, boardSettings)
}
