import { z } from 'zod'
import type { Kit } from '../../platform/kit.js'
import { type SettingGroup, settingsOf } from '../settings/setting-store.js'
import { usualRudeStems, usualSpamStems } from './usual-stems.js'

const stems = (usual: readonly string[]) =>
  z
    .array(z.string().min(2).max(60))
    .max(1000)
    .default([...usual])

const schema = z.object({
  /** Of words that spam is made of, and of those nobody should have to read. */
  spam: stems(usualSpamStems),
  rude: stems(usualRudeStems),
})
export type SpamSettings = z.infer<typeof schema>

export const spamSettings: SettingGroup<SpamSettings> = { name: 'spam', schema }

export function spamSettingsOf(kit: Kit): Promise<SpamSettings> {
  return settingsOf(kit, spamSettings)
}
