import type { Request, Response } from 'express'
import { demand, type Staff } from '../features/accounts/staff.js'
import { articleAddress } from '../features/articles/article.js'
import { findLock } from '../features/articles/lock-store.js'
import { findStory, findTwin, type StoredManuscript } from '../features/articles/manuscript-store.js'
import { mayRead, mayWrite, openManuscript, readableText, startStory, startTwin } from '../features/articles/saving.js'
import { clockWords, momentWords } from '../language/dates.js'
import { type Language, otherLanguage } from '../language/language.js'
import { say, type Texts } from '../language/say.js'
import { transaction } from '../platform/database.js'
import type { Kit } from '../platform/kit.js'
import type { SafeHtml } from '../text/safe-html.js'
import { BadRequest, Forbidden, NotFound } from '../web/errors.js'
import { render } from '../web/render.js'
import type { FieldDifference } from './comparison.js'
import { type Typed, typedOf } from './editor-form.js'
import { type EditorFields, editorFields, type Faults } from './editor-model.js'
import { type Frame, frame } from './frame.js'
import { leadTo } from './newsroom-session.js'

export interface EditorPage {
  frame: Frame
  id: number
  language: Language
  languageName: string
  state: string
  /** The version that this page shows: a save names it. */
  beganFrom: number
  saved: string
  isOut: boolean
  mayWrite: boolean
  fields: EditorFields
  hasFaults: boolean
  /** Words above the form, after a deed that did not save. */
  word: string | null
  conflict: { words: string; differences: FieldDifference[] } | null
  lock: { words: string; isOwn: boolean } | null
  addresses: {
    self: string
    preview: string
    publishing: string
    revisions: string
    site: string | null
    twin: string
    lock: string
  }
  /** The version in the other language. Another's has no address here, and a text only as far as readers have it. */
  twin: {
    id: number
    href: string | null
    heading: string
    text: { title: string; lead: string; body: SafeHtml } | null
    tag: string
  } | null
  beginTwin: string
  /** The page's words for its script, and facts that it needs, as JSON. */
  script: { words: string; story: string }
}

export interface NewStoryPage {
  frame: Frame
  heading: string
  languages: { value: Language; name: string }[]
  pair: number | null
}

declare module '../web/views.js' {
  interface Views {
    'newsroom/editor': EditorPage
    'newsroom/new-story': NewStoryPage
  }
}

/** Asks for the language first: a draft is made by a deed, never by opening a page. */
export async function newStoryPage(kit: Kit, staff: Staff, req: Request, res: Response): Promise<void> {
  const texts = say(staff.language).editor
  const pair = /^[1-9]\d{0,8}$/.test(String(req.query.pair ?? '')) ? Number(req.query.pair) : null
  const first = pair === null ? undefined : await findStory(kit.db, pair)
  if (pair !== null && !first) throw new NotFound('no such story')
  const text = first && (await transaction(kit.db, (db) => readableText(db, staff, first, kit.clock.now())))
  if (first && !text) throw new Forbidden('another’s story')
  const heading = text ? texts.newTwin(text.title || texts.untitled) : texts.newStory
  render(res, staff.language, 'newsroom/new-story', {
    frame: frame(req, staff, { title: heading }),
    heading,
    languages: (first ? [otherLanguage(first.language)] : (['ru', 'kk'] as const)).map((value) => ({
      value,
      name: texts.newIn[value],
    })),
    pair,
  })
}

export async function beginStory(kit: Kit, staff: Staff, req: Request, res: Response): Promise<void> {
  const { language, pair } = (req.body ?? {}) as Record<string, unknown>
  if (typeof pair === 'string' && /^[1-9]\d{0,8}$/.test(pair))
    return leadTo(req, res, editorAddress(await startTwin(kit, staff, Number(pair))))
  if (language !== 'ru' && language !== 'kk') throw new BadRequest('no such language')
  await leadTo(req, res, editorAddress(await startStory(kit, staff, { language })))
}

export const editorAddress = (id: number) => `/newsroom/articles/${id}`

export async function editorPage(kit: Kit, staff: Staff, req: Request, res: Response): Promise<void> {
  await showEditor(kit, staff, req, res, await readableManuscript(kit, staff, Number(req.params.id)), {})
}

export async function readableManuscript(kit: Kit, staff: Staff, id: number): Promise<StoredManuscript> {
  const story = await findStory(kit.db, id)
  if (!story) throw new NotFound('no such story')
  demand(staff, 'articles.write')
  if (!mayRead(staff, story)) throw new Forbidden('another’s story')
  return transaction(kit.db, (db) => openManuscript(db, id, kit.clock.now()))
}

interface Shown {
  typed?: Typed
  faults?: Faults
  word?: string
  conflict?: EditorPage['conflict']
  status?: number
}

export async function showEditor(
  kit: Kit,
  staff: Staff,
  req: Request,
  res: Response,
  manuscript: StoredManuscript,
  { typed = typedOf(manuscript.content), faults = {}, word, conflict = null, status = 200 }: Shown,
): Promise<void> {
  const { story, content } = manuscript
  const { editor: texts } = say(staff.language)
  const now = kit.clock.now()
  const [fields, lock, twinStory] = await Promise.all([
    editorFields(kit, staff.language, manuscript, typed, faults),
    findLock(kit.db, story.id, now),
    findTwin(kit.db, story),
  ])
  const twinText = twinStory && (await transaction(kit.db, (db) => readableText(db, staff, twinStory, now)))
  const self = editorAddress(story.id)
  render(
    res,
    staff.language,
    'newsroom/editor',
    {
      frame: frame(req, staff, {
        title: content.title || texts.untitled,
        scripts: ['editor.js'],
        styles: ['editor.css'],
      }),
      id: story.id,
      language: story.language,
      languageName: say(story.language).site.languageName,
      state: texts.states[story.state],
      beganFrom: manuscript.version,
      saved:
        manuscript.savedBy === null
          ? texts.foundAs
          : texts.savedBy(manuscript.savedBy.name, momentWords(staff.language, manuscript.savedAt)),
      isOut: story.state === 'published',
      mayWrite: mayWrite(staff, story, manuscript.publishAt),
      fields,
      hasFaults: Object.keys(faults).length > 0,
      word: word ?? null,
      conflict,
      lock:
        lock === undefined
          ? null
          : lock.accountId === staff.id
            ? { words: texts.lock.ownOther, isOwn: true }
            : { words: texts.lock.holds(lock.name, clockWords(lock.takenAt)), isOwn: false },
      addresses: {
        self,
        preview: `${self}/preview`,
        publishing: `${self}/publication`,
        revisions: `${self}/revisions`,
        site: story.state === 'published' ? articleAddress(story) : null,
        twin: '/newsroom/articles',
        lock: `${self}/lock`,
      },
      twin: twinStory
        ? {
            id: twinStory.id,
            href: mayRead(staff, twinStory) ? editorAddress(twinStory.id) : null,
            heading: texts.twin.beside[twinStory.language],
            text: twinText ?? null,
            tag: say(twinStory.language).site.languageTag,
          }
        : null,
      beginTwin: texts.twin.begin[otherLanguage(story.language)],
      script: {
        words: JSON.stringify({
          ...texts.script,
          lock: lockWords(texts.lock),
          lengths: texts.lengths,
          untitled: texts.untitled,
        }),
        story: JSON.stringify({
          id: story.id,
          version: manuscript.version,
          me: staff.id,
          mayWrite: mayWrite(staff, story, manuscript.publishAt),
        }),
      },
    },
    { status },
  )
}

/** Whole sentences with a gap: a script cannot be handed functions. */
function lockWords(lock: Texts['editor']['lock']): Record<string, string> {
  return {
    ...lock,
    holds: lock.holds('{who}', '{since}'),
    seen: lock.seen('{when}'),
    asked: lock.asked('{who}'),
    taken: lock.taken('{who}'),
  }
}
