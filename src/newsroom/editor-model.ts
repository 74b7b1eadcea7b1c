import type { Manuscript } from '../features/articles/manuscript.js'
import { ageMarks, longest, partnerMarks, sourceRights } from '../features/articles/manuscript.js'
import type { StoredManuscript } from '../features/articles/manuscript-store.js'
import {
  type Choice,
  type FilingChoices,
  filingChoices,
  suggestTags,
  tagsByIds,
} from '../features/filing/filing-choice-store.js'
import { pictureAddress } from '../features/media/picture.js'
import { findPicture } from '../features/media/picture-store.js'
import { type Language, localAddress } from '../language/language.js'
import { say, type Texts } from '../language/say.js'
import { slugOf } from '../language/slug.js'
import type { Kit } from '../platform/kit.js'
import { excerpt } from '../text/excerpt.js'
import { plainText } from '../text/safe-html.js'
import type { Typed } from './editor-form.js'

export interface Option {
  value: string
  name: string
  isChosen: boolean
}

/** A field for words with its label, its hint and what is wrong with it. */
export interface EditorLine {
  name: string
  label: string
  value: string
  as: 'line' | 'lines' | 'number' | 'address'
  /** Longest, in characters. */
  max: number
  rows: number
  hint: string | null
  fault: string | null
  /** What is written in it is in the story's language, not in the page's. */
  lang: string | null
  /** Id of a list of suggestions. */
  list: string | null
}

export interface EditorChoice {
  name: string
  label: string
  options: Option[]
  hint: string | null
  fault: string | null
}

declare module '../web/views.js' {
  interface Views {
    'newsroom/editor-field': EditorLine
    'newsroom/editor-choice': EditorChoice
    'newsroom/option-list': { options: Option[] }
  }
}

type LineName = Exclude<keyof Typed, 'tagIds' | 'authorIds' | ChoiceName>
type ChoiceName = 'sectionId' | 'regionId' | 'sourceId' | 'sourceRights' | 'ageMark' | 'partnerMark'
export type Faults = Partial<Record<keyof Texts['editor']['faults'], string>>

/** The form's fields as they stand on the page. */
export interface EditorFields {
  lines: Record<LineName, EditorLine>
  choices: Record<ChoiceName, EditorChoice>
  /** Those chosen, as check boxes. */
  tags: Option[]
  authors: Option[]
  /** To add from. */
  moreTags: string[]
  moreAuthors: Option[]
  cover: { src: string; width: number; height: number } | null
  preview: { address: string; title: string; description: string }
  slugWarnings: string[]
}

const suggestedTags = 200

export async function editorFields(
  kit: Kit,
  language: Language,
  { content, story }: Pick<StoredManuscript, 'content' | 'story'>,
  typed: Typed,
  faults: Faults,
): Promise<EditorFields> {
  const [choices, tags, moreTags, picture] = await Promise.all([
    filingChoices(kit.db, language),
    tagsByIds(kit.db, numbers(typed.tagIds), content.language),
    kit.memory.keep(`tags:${content.language}`, { tags: ['filing'], seconds: 60 }, () =>
      recentTags(kit, content.language),
    ),
    /^[1-9]\d{0,8}$/.test(typed.coverId) ? findPicture(kit.db, Number(typed.coverId)) : undefined,
  ])
  const chosenAuthors = choices.authors.filter(({ id }) => typed.authorIds.includes(String(id)))
  return {
    lines: linesOf(language, content.language, typed, faults),
    choices: choicesOf(language, choices, typed, faults),
    tags: tags.map(({ id, name }) => ({ value: String(id), name, isChosen: true })),
    authors: typed.authorIds.flatMap((value) => {
      const author = chosenAuthors.find(({ id }) => String(id) === value)
      return author ? [{ value, name: author.name, isChosen: true }] : []
    }),
    moreTags: moreTags.filter((name) => !tags.some((tag) => tag.name === name)),
    moreAuthors: options(
      choices.authors.filter((author) => !chosenAuthors.includes(author)),
      '',
      say(language).editor.none,
    ),
    cover: picture
      ? { src: pictureAddress(picture.hash, 640, 'jpg'), width: picture.width, height: picture.height }
      : null,
    preview: previewOf(kit, content, story.id),
    slugWarnings: slugWarnings(language, typed.slug, story),
  }
}

function linesOf(language: Language, storyLanguage: Language, typed: Typed, faults: Faults): EditorFields['lines'] {
  const { fields, hints, lengths } = say(language).editor
  const line = (name: LineName, max: number, more: Partial<EditorLine> = {}): EditorLine => ({
    name,
    label: fields[name],
    value: typed[name],
    as: 'line',
    max,
    rows: 2,
    hint: null,
    fault: faults[name as keyof Faults] ?? null,
    lang: null,
    list: null,
    ...more,
  })
  const lang = say(storyLanguage).site.languageTag
  return {
    kicker: line('kicker', longest.kicker, { hint: hints.kicker, lang }),
    title: line('title', longest.title, { as: 'lines', hint: lengths.title, lang }),
    lead: line('lead', longest.lead, { as: 'lines', rows: 3, hint: hints.lead, lang }),
    body: line('body', longest.body, { as: 'lines', rows: 20, hint: hints.body, lang }),
    coverId: line('coverId', 10, { as: 'number', fault: faults.cover ?? null }),
    coverAlt: line('coverAlt', longest.alt, { hint: hints.coverAlt, lang }),
    coverCaption: line('coverCaption', longest.caption, { lang }),
    coverCredit: line('coverCredit', longest.credit, { lang }),
    newTags: line('newTags', 1000, { hint: hints.newTags, lang, list: 'more-tags' }),
    sourceAddress: line('sourceAddress', longest.address, { as: 'address' }),
    seoTitle: line('seoTitle', longest.seoTitle, { lang }),
    seoDescription: line('seoDescription', longest.seoDescription, { as: 'lines', hint: hints.seo, lang }),
    slug: line('slug', 200, { hint: hints.slug }),
  }
}

function choicesOf(language: Language, from: FilingChoices, typed: Typed, faults: Faults): EditorFields['choices'] {
  const { editor: texts, marks } = say(language)
  const choice = (name: ChoiceName, choices: Option[], hint: string | null = null): EditorChoice => ({
    name,
    label: texts.fields[name],
    options: choices,
    hint,
    fault: faults[name] ?? null,
  })
  return {
    sectionId: choice('sectionId', options(from.sections, typed.sectionId)),
    regionId: choice('regionId', options(from.regions, typed.regionId, texts.noRegion)),
    sourceId: choice('sourceId', options(from.sources, typed.sourceId, texts.none)),
    sourceRights: choice(
      'sourceRights',
      fixed(sourceRights.toReversed(), typed.sourceRights, (value) => texts.rights[value]),
      texts.hints.sourceRights,
    ),
    ageMark: choice('ageMark', [
      { value: '', name: texts.noAge, isChosen: typed.ageMark === '' },
      ...fixed(ageMarks, typed.ageMark, marks.age),
    ]),
    partnerMark: choice(
      'partnerMark',
      [
        { value: '', name: texts.ownWork, isChosen: typed.partnerMark === '' },
        ...fixed(partnerMarks, typed.partnerMark, (value) => marks.partner[value]),
      ],
      texts.hints.partner,
    ),
  }
}

function options(from: Choice[], chosen: string, none?: string): Option[] {
  return [
    ...(none === undefined ? [] : [{ value: '', name: none, isChosen: chosen === '' }]),
    ...from.map(({ id, name }) => ({ value: String(id), name, isChosen: String(id) === chosen })),
  ]
}

function fixed<Value extends string | number>(
  values: readonly Value[],
  chosen: string,
  name: (value: Value) => string,
): Option[] {
  return values.map((value) => ({ value: String(value), name: name(value), isChosen: String(value) === chosen }))
}

const numbers = (ids: readonly string[]) => ids.filter((id) => /^[1-9]\d{0,8}$/.test(id)).map(Number)

async function recentTags(kit: Kit, language: Language): Promise<string[]> {
  return (await suggestTags(kit.db, '', language, suggestedTags)).map(({ name }) => name)
}

/** How a search engine and a messenger will show it. */
function previewOf(kit: Kit, content: Manuscript, id: number): EditorFields['preview'] {
  return {
    address: addressInSearch(kit, content, id),
    title: content.seoTitle || content.title,
    description: content.seoDescription || content.lead || excerpt(plainText(content.body.slice(0, 5000)), 200),
  }
}

export function addressInSearch(kit: Kit, content: Manuscript, id: number): string {
  return kit.origin + localAddress(content.language, `/news/${id}-${content.slug || slugOf(content.title)}`)
}

function slugWarnings(language: Language, slug: string, story: StoredManuscript['story']): string[] {
  const texts = say(language).editor.slugWarnings
  return [
    ...(slug !== '' && story.publishedAt !== null && slug !== story.slug ? [texts.changed] : []),
    ...(slug.length > 60 ? [texts.long] : []),
    ...(/^[\d-]+$/.test(slug) ? [texts.digits] : []),
  ]
}
