import { z } from 'zod'
import type { SettingGroup } from '../settings/setting-store.js'
import { roles } from './right.js'

const schema = z.object({
  /** Whoever has one of these roles must show a one-time code at the door. */
  rolesWithSecondStep: z.array(z.enum(roles)).default([]),
})

export type SecuritySettings = z.infer<typeof schema>

export const securitySettings: SettingGroup<SecuritySettings> = { name: 'security', schema }
