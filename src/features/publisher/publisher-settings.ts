import { z } from 'zod'
import { type SettingGroup, settingsTag } from '../settings/setting-store.js'

const page = z.url({ protocol: /^https$/ }).max(300)

/** How the portal introduces itself to machines. */
export interface PublisherSettings {
  /** Its own pages elsewhere: channels, groups, an encyclopedia's entry. */
  sameAs: string[]
  /** `@name` of its Telegram channel. */
  telegram: string | null
  /** Where somebody who found a hole in our security writes to: `mailto:`, `tel:` or `https:`. Absent: the contacts page. */
  securityContact: string | null
  /** The newsroom's mail for feed readers. */
  mail: string | null
  /** The line of copyright in feeds, when it is not the one of the page's foot. */
  copyright: string | null
}

export const publisherSettings: SettingGroup<PublisherSettings> = {
  name: 'publisher',
  schema: z.object({
    sameAs: z.array(page).max(20).default([]),
    telegram: z
      .string()
      .regex(/^@[A-Za-z]\w{3,31}$/)
      .nullable()
      .default(null),
    securityContact: z
      .string()
      .max(300)
      .regex(/^(?:mailto:[^\s@]+@[^\s@]+|tel:\+[\d-]+|https:\/\/\S+)$/)
      .nullable()
      .default(null),
    mail: z.email().max(200).nullable().default(null),
    copyright: z.string().max(300).nullable().default(null),
  }),
}

export const publisherTag = settingsTag(publisherSettings.name)
