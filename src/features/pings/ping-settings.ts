import { z } from 'zod'
import { type SettingGroup, settingsTag } from '../settings/setting-store.js'

const address = z.url({ protocol: /^https?$/ }).max(300)

/** Whom we tell of what is new. Nobody, until somebody is named. */
export interface PingSettings {
  /** A copy of the portal for trying things out: it tells nobody anything, and asks crawlers to stay away. */
  isStaging: boolean
  /** A WebSub hub, such as https://pubsubhubbub.appspot.com/ */
  hub: string | null
  /** The key of IndexNow, which we also serve at /<key>.txt. */
  indexNowKey: string | null
  indexNowAddress: string
}

export const pingSettings: SettingGroup<PingSettings> = {
  name: 'pings',
  schema: z.object({
    isStaging: z.boolean().default(false),
    hub: address.nullable().default(null),
    indexNowKey: z
      .string()
      .regex(/^[A-Za-z0-9-]{8,128}$/)
      .nullable()
      .default(null),
    indexNowAddress: address.default('https://api.indexnow.org/indexnow'),
  }),
}

export const pingsTag = settingsTag(pingSettings.name)
