import { z } from 'zod'
import { languages } from '../../language/language.js'
import { slugPattern } from '../../language/slug.js'
import { oneLine, safeBody } from '../../text/safe-html.js'

/** How much of another's text may be shown. */
export const sourceRights = ['headline', 'excerpt', 'full'] as const
export type SourceRights = (typeof sourceRights)[number]

/** The wordings that the law allows on paid material; the words themselves stand in language/. */
export const partnerMarks = ['partner', 'advertising', 'advertisement'] as const
export type PartnerMark = (typeof partnerMarks)[number]

export const ageMarks = [0, 6, 12, 16, 18] as const
export type AgeMark = (typeof ageMarks)[number]

/** Longest of each field, in characters; of the body, of HTML. */
export const longest = {
  kicker: 100,
  title: 300,
  lead: 1000,
  body: 2_000_000,
  alt: 500,
  caption: 1000,
  credit: 300,
  seoTitle: 200,
  seoDescription: 500,
  slug: 80,
  address: 1000,
} as const

const id = z.int().min(1).max(2_147_483_647)
const line = (max: number) =>
  z
    .string()
    .max(max)
    .transform((text) => oneLine(text, max))

/** `http(s)` with a host and nothing secret in it; anything else is no address of a source. */
export const foreignAddress = z
  .string()
  .trim()
  .max(longest.address)
  .refine((text) => {
    if (!URL.canParse(text)) return false
    const { protocol, username, hostname } = new URL(text)
    return /^https?:$/.test(protocol) && username === '' && hostname.includes('.')
  })

/**
 * A story as the newsroom writes it. Everything may be empty while it is being written; what must be there before readers see it
 * is asked when it is published.
 */
export const manuscriptSchema = z.object({
  language: z.enum(languages),
  kicker: line(longest.kicker),
  title: line(longest.title),
  lead: line(longest.lead),
  /** Sanitised here, on the way in. */
  body: z.string().max(longest.body).transform(safeBody),
  cover: z
    .object({
      pictureId: id,
      alt: line(longest.alt),
      caption: line(longest.caption),
      credit: line(longest.credit),
    })
    .nullable(),
  sectionId: id,
  regionId: id.nullable(),
  tagIds: z.array(id).max(30),
  authorIds: z.array(id).max(10),
  sourceId: id.nullable(),
  sourceAddress: foreignAddress.nullable(),
  sourceRights: z.enum(sourceRights),
  seoTitle: line(longest.seoTitle),
  seoDescription: line(longest.seoDescription),
  /** Empty: made of the title. */
  slug: z.union([z.literal(''), z.string().max(longest.slug).regex(slugPattern)]),
  ageMark: z.union(ageMarks.map((age) => z.literal(age))).nullable(),
  /** Null for the newsroom's own work; otherwise which legal label readers see. */
  partnerMark: z.enum(partnerMarks).nullable(),
})

export type Manuscript = z.infer<typeof manuscriptSchema>
export type FieldName = keyof Manuscript
