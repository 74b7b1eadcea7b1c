import type { FieldName } from '../features/articles/manuscript.js'
import { ageMarks, type Manuscript, manuscriptSchema } from '../features/articles/manuscript.js'
import { slugOf } from '../language/slug.js'

/** The fields of the editor's form as they were typed. */
export interface Typed {
  kicker: string
  title: string
  lead: string
  body: string
  coverId: string
  coverAlt: string
  coverCaption: string
  coverCredit: string
  sectionId: string
  regionId: string
  tagIds: string[]
  /** Names of tags that were not chosen from the list, between commas. */
  newTags: string
  authorIds: string[]
  sourceId: string
  sourceAddress: string
  sourceRights: string
  seoTitle: string
  seoDescription: string
  slug: string
  ageMark: string
  partnerMark: string
}

const single = [
  'kicker', 'title', 'lead', 'body', 'coverId', 'coverAlt', 'coverCaption', 'coverCredit', 'sectionId', 'regionId', 'newTags', 'sourceId',
  'sourceAddress', 'sourceRights', 'seoTitle', 'seoDescription', 'slug', 'ageMark', 'partnerMark',
] as const // biome-ignore format: one look is enough for a list of names

/** A manuscript as the form shows it. */
export function typedOf(content: Manuscript): Typed {
  const text = (value: number | string | null) => (value === null ? '' : String(value))
  return {
    kicker: content.kicker,
    title: content.title,
    lead: content.lead,
    body: content.body,
    coverId: text(content.cover?.pictureId ?? null),
    coverAlt: content.cover?.alt ?? '',
    coverCaption: content.cover?.caption ?? '',
    coverCredit: content.cover?.credit ?? '',
    sectionId: text(content.sectionId),
    regionId: text(content.regionId),
    tagIds: content.tagIds.map(String),
    newTags: '',
    authorIds: content.authorIds.map(String),
    sourceId: text(content.sourceId),
    sourceAddress: text(content.sourceAddress),
    sourceRights: content.sourceRights,
    seoTitle: content.seoTitle,
    seoDescription: content.seoDescription,
    slug: content.slug,
    ageMark: text(content.ageMark),
    partnerMark: text(content.partnerMark),
  }
}

/** What a browser sent, as a form or as JSON; what it left out stays as it was. */
export function readTyped(body: unknown, before: Manuscript): Typed {
  const given = (body ?? {}) as Record<string, unknown>
  const typed = typedOf(before)
  for (const name of single) if (typeof given[name] === 'string') typed[name] = given[name]
  for (const name of ['tagIds', 'authorIds'] as const) {
    // A list of check boxes with none checked sends nothing: the form says with `lists` that it has them.
    if (given[name] === undefined && given.lists === undefined) continue
    typed[name] = [given[name] ?? []].flat().filter((id): id is string => typeof id === 'string' && id !== '')
  }
  return typed
}

export interface Reading {
  content: Manuscript
  /** Fields that could not be understood; in `content` they are as they were before. */
  faults: FieldName[]
}

/** From what was typed to a manuscript. */
export function readManuscript(typed: Typed, before: Manuscript): Reading {
  const number = (text: string) => (text.trim() === '' ? null : Number(text))
  const given: Record<FieldName, unknown> = {
    language: before.language,
    kicker: typed.kicker,
    title: typed.title,
    lead: typed.lead,
    body: typed.body,
    cover:
      typed.coverId.trim() === ''
        ? null
        : {
            pictureId: Number(typed.coverId),
            alt: typed.coverAlt,
            caption: typed.coverCaption,
            credit: typed.coverCredit,
          },
    sectionId: number(typed.sectionId),
    regionId: number(typed.regionId),
    tagIds: [...new Set(typed.tagIds.map(Number))],
    authorIds: [...new Set(typed.authorIds.map(Number))],
    sourceId: number(typed.sourceId),
    sourceAddress: typed.sourceAddress.trim() === '' ? null : typed.sourceAddress,
    sourceRights: typed.sourceRights,
    seoTitle: typed.seoTitle,
    seoDescription: typed.seoDescription,
    slug: typed.slug.trim() === '' ? '' : slugOf(typed.slug),
    ageMark: ageMarks.find((age) => String(age) === typed.ageMark) ?? (typed.ageMark === '' ? null : Number.NaN),
    partnerMark: typed.partnerMark === '' ? null : typed.partnerMark,
  }
  const faults: FieldName[] = []
  const read = Object.entries(manuscriptSchema.shape).map(([name, schema]) => {
    const result = schema.safeParse(given[name as FieldName])
    if (!result.success) faults.push(name as FieldName)
    return [name, result.success ? result.data : before[name as FieldName]]
  })
  return { content: Object.fromEntries(read) as Manuscript, faults }
}
