import type { Manuscript } from '../features/articles/manuscript.js'
import { filingChoices, tagsByIds } from '../features/filing/filing-choice-store.js'
import type { Language } from '../language/language.js'
import { say } from '../language/say.js'
import type { Kit } from '../platform/kit.js'
import { comparableText, differences, type Run } from '../text/differences.js'

/** One field of two texts, word by word. */
export interface FieldDifference {
  name: string
  runs: Run[]
}

declare module '../web/views.js' {
  interface Views {
    'newsroom/differences': { fields: FieldDifference[] }
  }
}

/** Stretches that are alike are cut to so many characters around what differs. */
const context = 200

/** What distinguishes two manuscripts, field by field as the editor's page names them; fields that are alike are left out. */
export async function compare(
  kit: Kit,
  language: Language,
  before: Manuscript,
  after: Manuscript,
): Promise<FieldDifference[]> {
  const [choices, tagsBefore, tagsAfter] = await Promise.all([
    filingChoices(kit.db, language),
    tagsByIds(kit.db, before.tagIds, language),
    tagsByIds(kit.db, after.tagIds, language),
  ])
  const { editor: texts, marks } = say(language)
  const nameIn = (list: { id: number; name: string }[], id: number | null) =>
    list.find((each) => each.id === id)?.name ?? ''
  const names = (list: { id: number; name: string }[]) => list.map(({ name }) => name).join(', ')
  const authors = (ids: readonly number[]) => ids.map((id) => nameIn(choices.authors, id)).join(', ')
  const words = (content: Manuscript, tags: { id: number; name: string }[]): [name: string, words: string][] => [
    [texts.fields.kicker, content.kicker],
    [texts.fields.title, content.title],
    [texts.fields.lead, content.lead],
    [texts.fields.body, comparableText(content.body)],
    [texts.fields.cover, content.cover === null ? '' : `№ ${content.cover.pictureId}`],
    [texts.fields.coverAlt, content.cover?.alt ?? ''],
    [texts.fields.coverCaption, content.cover?.caption ?? ''],
    [texts.fields.coverCredit, content.cover?.credit ?? ''],
    [texts.fields.sectionId, nameIn(choices.sections, content.sectionId)],
    [texts.fields.regionId, nameIn(choices.regions, content.regionId)],
    [texts.fields.tagIds, names(tags)],
    [texts.fields.authorIds, authors(content.authorIds)],
    [texts.fields.sourceId, nameIn(choices.sources, content.sourceId)],
    [texts.fields.sourceAddress, content.sourceAddress ?? ''],
    [texts.fields.sourceRights, texts.rights[content.sourceRights]],
    [texts.fields.seoTitle, content.seoTitle],
    [texts.fields.seoDescription, content.seoDescription],
    [texts.fields.slug, content.slug],
    [texts.fields.ageMark, content.ageMark === null ? '' : marks.age(content.ageMark)],
    [texts.fields.partnerMark, content.partnerMark === null ? '' : marks.partner[content.partnerMark]],
  ]
  const afterwards = words(after, tagsAfter)
  return words(before, tagsBefore).flatMap(([name, was], at) => {
    const is = afterwards[at]?.[1] ?? ''
    return was === is ? [] : [{ name, runs: shortened(differences(was, is)) }]
  })
}

function shortened(runs: Run[]): Run[] {
  return runs.map((run, at) => {
    if (run.kind !== 'same' || run.words.length <= context * 2) return run
    const head = at === 0 ? '' : run.words.slice(0, context)
    const tail = at === runs.length - 1 ? '' : run.words.slice(-context)
    return { ...run, words: `${head} … ${tail}` }
  })
}
