import { z } from 'zod'
import { localPath } from '../../web/local-path.js'
import { type SettingGroup, settingsTag } from '../settings/setting-store.js'
import { colourPattern, isReadable, type Theme } from './colours.js'

const words = (max: number) => z.string().max(max).default('')

const colour = z.string().regex(colourPattern).nullable().default(null)
const readable = (theme: Theme) =>
  z
    .string()
    .regex(colourPattern)
    .refine((value) => isReadable(value, theme))
    .nullable()
    .default(null)

const isWeb = (text: string) => /^https:\/\/[^\s/?#@\\]+(?:[/?#]\S*)?$/.test(text) && URL.canParse(text)

const link = z.object({
  /** A path of ours as it is in Russian, or an https address. */
  href: z
    .string()
    .max(300)
    .refine((text) => localPath(text) !== undefined || isWeb(text)),
  ru: z.string().min(1).max(60),
  kk: z.string().min(1).max(60),
})
export type ExtraLink = z.infer<typeof link>

const schema = z.object({
  /** Of each pair of words an empty one is told by src/language. */
  nameRu: words(40),
  nameKk: words(40),
  taglineRu: words(80),
  taglineKk: words(80),
  taglineMoreRu: words(80),
  taglineMoreKk: words(80),
  descriptionRu: words(300),
  descriptionKk: words(300),
  /** One line at the foot of every page; empty: none. */
  contactsRu: words(300),
  contactsKk: words(300),
  skyLight: readable('light'),
  skyDark: readable('dark'),
  /** Lines and the needle, never words, so any colour will do. */
  sun: colour,
  /** A picture's number; absent or gone: the compass. */
  logo: z.number().int().positive().max(2_000_000_000).nullable().default(null),
  /** Whose weather stands beside the news; absent: the one of the configuration. */
  town: z
    .string()
    .max(40)
    .regex(/^[a-z]+(?:-[a-z]+)*$/)
    .nullable()
    .default(null),
  menuLinks: z.array(link).max(6).default([]),
  footerLinks: z.array(link).max(20).default([]),
})

export type SiteSettings = z.infer<typeof schema>

/** What the portal is called and looks like. */
export const siteSettings: SettingGroup<SiteSettings> = { name: 'site', schema }

export const siteTag = settingsTag(siteSettings.name)
