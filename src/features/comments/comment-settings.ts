import { z } from 'zod'
import type { Kit } from '../../platform/kit.js'
import { type Talk, type TalkMode, talkModes } from '../articles/article.js'
import { type SettingGroup, settingsOf } from '../settings/setting-store.js'

export const identities = ['name', 'email', 'phone'] as const
export type Identity = (typeof identities)[number]

const schema = z.object({
  mode: z.enum(talkModes).default('mixed'),
  /** What a writer must show of themselves; the law of the land may ask for more than a name. */
  identity: z.enum(identities).default('name'),
  /** After the story was published; 0 never. */
  closesAfterDays: z.number().int().min(0).max(3650).default(30),
  /** How long the contact and the origin of a writer are kept after their last comment. */
  keepsContactForDays: z.number().int().min(1).max(3650).default(92),
  /** Released comments after which a writer is trusted where the mode is mixed. */
  trustedAfter: z.number().int().min(1).max(100).default(3),
})
export type CommentSettings = z.infer<typeof schema>

export const commentSettings: SettingGroup<CommentSettings> = { name: 'comments', schema }

export function commentSettingsOf(kit: Kit): Promise<CommentSettings> {
  return settingsOf(kit, commentSettings)
}

export function modeOf({ mode }: CommentSettings, talk: Talk): TalkMode {
  return talk.mode ?? mode
}

/** Why nobody can write below a story now, or null when anybody can. */
export function whyClosed(
  settings: CommentSettings,
  talk: Talk,
  publishedAt: Date,
  now: Date,
): 'off' | 'closed' | 'old' | null {
  if (modeOf(settings, talk) === 'off') return 'off'
  if (talk.closedAt !== null && talk.closedAt <= now) return 'closed'
  const days = settings.closesAfterDays
  return days > 0 && now.getTime() > publishedAt.getTime() + days * 86_400_000 ? 'old' : null
}
