import { type Language, otherLanguage } from '../../language/language.js'
import { type Db, transaction } from '../../platform/database.js'
import type { Kit } from '../../platform/kit.js'
import { safeBody } from '../../text/safe-html.js'
import { Forbidden, NotFound } from '../../web/errors.js'
import { demand, may, type Staff } from '../accounts/staff.js'
import { audit } from '../audit/audit-store.js'
import { rewriteArticle, takeInArticle } from './article-intake.js'
import type { Manuscript } from './manuscript.js'
import {
  brokenReferences,
  contentOfRow,
  findManuscript,
  findStory,
  findTwin,
  firstSection,
  holdStory,
  insertManuscript,
  type StoredManuscript,
  type StoryFacts,
  updateManuscript,
} from './manuscript-store.js'
import { textForReaders } from './putting-on-site.js'
import { findRevision, keepRevision } from './revision-store.js'

/**
 * Whether this person may change this manuscript. A reporter writes their own. Once it has its hour, as a story or as the new version
 * of one that is out, only those who may publish: the clock puts out what was saved last, and nobody looks at it again.
 */
export function mayWrite(
  staff: Pick<Staff, 'id' | 'role'>,
  story: Pick<StoryFacts, 'begunBy' | 'state'>,
  newVersionAt: Date | null,
): boolean {
  const hasItsHour = story.state === 'scheduled' || newVersionAt !== null
  return (!hasItsHour || may(staff, 'articles.publish')) && mayRead(staff, story)
}

/** Whether this person may read what the newsroom writes of this story: of any for those who edit everybody's, else of one's own. */
export function mayRead(staff: Pick<Staff, 'id' | 'role'>, story: Pick<StoryFacts, 'begunBy'>): boolean {
  return may(staff, 'articles.edit') || (may(staff, 'articles.write') && story.begunBy === staff.id)
}

/** What this person may read of a story: the manuscript, or of another's what readers have. Undefined where they have nothing. */
export async function readableText(
  db: Db,
  staff: Pick<Staff, 'id' | 'role'>,
  story: StoryFacts,
  now: Date,
): Promise<Manuscript | undefined> {
  if (mayRead(staff, story)) return (await openManuscript(db, story.id, now)).content
  return story.state === 'published' ? contentOfRow(db, story.id) : undefined
}

const emptyText = { kicker: '', title: '', lead: '', body: safeBody(''), seoTitle: '', seoDescription: '', slug: '' }

/** Begins a story of one's own. Gives its id. */
export async function startStory(kit: Kit, staff: Staff, { language }: { language: Language }): Promise<number> {
  demand(staff, 'articles.write')
  return transaction(kit.db, async (db) =>
    begin(db, staff, kit.clock.now(), {
      ...emptyText,
      language,
      cover: null,
      sectionId: await firstSection(db),
      regionId: null,
      tagIds: [],
      authorIds: staff.authorId === null ? [] : [staff.authorId],
      sourceId: null,
      sourceAddress: null,
      sourceRights: 'full',
      ageMark: null,
      partnerMark: null,
    }),
  )
}

/** Begins the version in the other language, filed like this one; gives its id, or that of the one which is there already. */
export async function startTwin(kit: Kit, staff: Staff, id: number): Promise<number> {
  demand(staff, 'articles.write')
  return transaction(kit.db, async (db) => {
    const story = await holdStory(db, id)
    if (!story) throw new NotFound('no such story')
    const content = await readableText(db, staff, story, kit.clock.now())
    // The twin's page shows this text beside it.
    if (!content) throw new Forbidden('another’s story')
    const there = await findTwin(db, story)
    if (there) return there.id
    const begun = {
      ...content,
      ...emptyText,
      language: otherLanguage(story.language),
      cover: content.cover && { ...content.cover, alt: '', caption: '' },
    }
    return begin(db, staff, kit.clock.now(), begun, story)
  })
}

async function begin(db: Db, staff: Staff, now: Date, content: Manuscript, twin?: StoryFacts): Promise<number> {
  const { id } = await takeInArticle(db, {
    ...content,
    ...(twin && { storyId: twin.storyId }),
    state: 'draft',
    publishedAt: null,
    begunBy: staff.id,
  })
  await insertManuscript(db, { articleId: id, content, saveKey: '', savedBy: staff.id, now })
  await audit(db, staff, now, {
    deed: 'article.begin',
    subject: `article:${id}`,
    after: { language: content.language, ...(twin && { twinOf: `article:${twin.id}` }) },
  })
  return id
}

/** The manuscript of a story; one that came from an import or the samples gets it from its row the first time. */
export async function openManuscript(db: Db, id: number, now: Date): Promise<StoredManuscript> {
  const stored = await findManuscript(db, id)
  if (stored) return stored
  const content = await contentOfRow(db, id)
  if (!content) throw new NotFound('no such story')
  if (await insertManuscript(db, { articleId: id, content, saveKey: '', savedBy: null, now }))
    await keepRevision(db, { articleId: id, content, savedBy: null, kind: 'found', now })
  const made = await findManuscript(db, id)
  if (!made) throw new NotFound('no such story')
  return made
}

export interface ArrivingSave {
  /** The version that the writer saw when they began. */
  beganFrom: number
  content: Manuscript
  /** Made by the writer's browser for this save. */
  saveKey?: string
  /** Keys of earlier saves whose answer never came: one of them may be the version that is here. */
  unanswered?: readonly string[]
}

export type SaveOutcome =
  | { outcome: 'saved'; version: number; savedAt: Date; story: StoryFacts }
  /** Somebody else saved meanwhile. Nothing was changed; `theirs` is what is here. */
  | { outcome: 'conflict'; theirs: StoredManuscript }
  /** A section, region, source or picture is not there any more. Nothing was changed. */
  | { outcome: 'faults'; fields: ('sectionId' | 'regionId' | 'sourceId' | 'cover')[] }

/** Saves a manuscript over the version it began from, and over no other. */
export function saveManuscript(kit: Kit, staff: Staff, id: number, save: ArrivingSave): Promise<SaveOutcome> {
  return store(kit, staff, id, save, 'saved')
}

/** Makes an older revision the newest text. */
export async function restoreRevision(
  kit: Kit,
  staff: Staff,
  id: number,
  wish: { number: number; beganFrom: number },
): Promise<SaveOutcome> {
  const revision = await findRevision(kit.db, id, wish.number)
  if (!revision) throw new NotFound('no such revision')
  return store(kit, staff, id, { beganFrom: wish.beganFrom, content: revision.content }, 'restored')
}

async function store(
  kit: Kit,
  staff: Staff,
  id: number,
  { beganFrom, content, saveKey = '', unanswered = [] }: ArrivingSave,
  kind: 'saved' | 'restored',
): Promise<SaveOutcome> {
  const now = kit.clock.now()
  return transaction(kit.db, async (db): Promise<SaveOutcome> => {
    const story = await holdStory(db, id)
    if (!story) throw new NotFound('no such story')
    const here = await openManuscript(db, id, now)
    if (!mayWrite(staff, story, here.publishAt)) throw new Forbidden('not this person’s to write')
    const isOwnUnheard = here.saveKey !== '' && unanswered.includes(here.saveKey) && here.savedBy?.id === staff.id
    if (here.version !== beganFrom && !isOwnUnheard) return { outcome: 'conflict', theirs: here }
    const fields = await brokenReferences(db, content)
    if (fields.length > 0) return { outcome: 'faults', fields }

    // A story keeps its language: it is one of a pair.
    const text = { ...content, language: story.language }
    const version = await updateManuscript(
      db,
      { articleId: id, content: text, saveKey, savedBy: staff.id, now },
      here.version,
    )
    if (version === undefined) throw new Error('a held manuscript was changed')
    await keepRevision(db, { articleId: id, content: text, savedBy: staff.id, kind, now })
    if (!isOut(story)) await rewriteArticle(db, id, textForReaders(text, story))
    return { outcome: 'saved', version, savedAt: now, story: (await findStory(db, id)) ?? story }
  })
}

/** Whether readers have the story: then its row changes only when somebody publishes. */
function isOut({ state }: StoryFacts): boolean {
  return state === 'published' || state === 'withdrawn'
}
