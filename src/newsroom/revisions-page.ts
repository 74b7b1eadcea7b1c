import type { Request, Response } from 'express'
import type { Staff } from '../features/accounts/staff.js'
import { findRevision, listRevisions, type RevisionHead } from '../features/articles/revision-store.js'
import { mayWrite, restoreRevision } from '../features/articles/saving.js'
import { type Moment, moment, momentWords } from '../language/dates.js'
import type { Language } from '../language/language.js'
import { say } from '../language/say.js'
import type { Kit } from '../platform/kit.js'
import { BadRequest, NotFound } from '../web/errors.js'
import { render } from '../web/render.js'
import { compare, type FieldDifference } from './comparison.js'
import { typedOf } from './editor-form.js'
import { editorAddress, readableManuscript, showEditor } from './editor-page.js'
import { type Frame, frame } from './frame.js'
import { leadTo, leaveNotice } from './newsroom-session.js'

export interface RevisionsPage {
  frame: Frame
  title: string
  editor: string
  comparison: string
  revisions: {
    number: number
    name: string
    kind: string
    who: string
    when: Moment
    published: string | null
    isOlder: boolean
    isNewer: boolean
  }[]
  earlier: string | null
  fault: string | null
}

export interface ComparisonPage {
  frame: Frame
  heading: string
  back: string
  sides: { words: string }[]
  differences: FieldDifference[]
  restoration: string
  beganFrom: number
  restores: { number: number; name: string }[]
}

declare module '../web/views.js' {
  interface Views {
    'newsroom/revisions': RevisionsPage
    'newsroom/comparison': ComparisonPage
  }
}

const perPage = 50
const revisionNumber = /^[1-9]\d{0,6}$/

export function revisionsPage(kit: Kit, staff: Staff, req: Request, res: Response): Promise<void> {
  return show(kit, staff, req, res, null)
}

async function show(kit: Kit, staff: Staff, req: Request, res: Response, fault: string | null): Promise<void> {
  const { story, content } = await readableManuscript(kit, staff, Number(req.params.id))
  const { editor: texts } = say(staff.language)
  const before = revisionNumber.test(String(req.query.before ?? '')) ? Number(req.query.before) : null
  const found = await listRevisions(kit.db, story.id, { before, limit: perPage + 1 })
  const shown = found.slice(0, perPage)
  const address = `${editorAddress(story.id)}/revisions`
  render(
    res,
    staff.language,
    'newsroom/revisions',
    {
      frame: frame(req, staff, { title: texts.revision.title, styles: ['editor.css'] }),
      title: content.title || texts.untitled,
      editor: editorAddress(story.id),
      comparison: `${editorAddress(story.id)}/comparison`,
      revisions: shown.map((revision, at) => ({
        number: revision.number,
        name: texts.revision.number(revision.number),
        kind: texts.revision.kinds[revision.kind],
        who: revision.savedBy ?? texts.revision.nobody,
        when: moment(staff.language, revision.savedAt),
        published: publishedWords(staff.language, revision),
        isOlder: at === 1,
        isNewer: at === 0,
      })),
      earlier: found.length > perPage ? `${address}?before=${shown.at(-1)?.number}` : null,
      fault,
    },
    { status: fault === null ? 200 : 422 },
  )
}

function publishedWords(language: Language, { publishedAt }: RevisionHead): string | null {
  return publishedAt && say(language).editor.revision.published(momentWords(language, publishedAt))
}

/** Any two revisions, word by word. */
export async function comparisonPage(kit: Kit, staff: Staff, req: Request, res: Response): Promise<void> {
  const { language } = staff
  const { story, version, publishAt } = await readableManuscript(kit, staff, Number(req.params.id))
  const { revision: texts } = say(language).editor
  const { older, newer } = req.query
  if (![older, newer].every((number) => revisionNumber.test(String(number ?? ''))) || older === newer)
    return show(kit, staff, req, res, texts.pickTwo)
  const [low, high] = [Number(older), Number(newer)].toSorted((a, b) => a - b) as [number, number]
  const [first, second] = await Promise.all([low, high].map((number) => findRevision(kit.db, story.id, number)))
  if (!first || !second) throw new NotFound('no such revision')
  const newest = (await listRevisions(kit.db, story.id, { before: null, limit: 1 }))[0]?.number
  const heading = texts.between(low, high)
  render(res, language, 'newsroom/comparison', {
    frame: frame(req, staff, { title: heading, styles: ['editor.css'] }),
    heading,
    back: `${editorAddress(story.id)}/revisions`,
    sides: [first, second].map((side) => ({
      words: [
        texts.number(side.number),
        texts.kinds[side.kind],
        side.savedBy ?? texts.nobody,
        momentWords(language, side.savedAt),
      ].join(' · '),
    })),
    differences: await compare(kit, language, first.content, second.content),
    restoration: `${editorAddress(story.id)}/restoration`,
    beganFrom: version,
    restores: mayWrite(staff, story, publishAt)
      ? [high, low].filter((number) => number !== newest).map((number) => ({ number, name: texts.number(number) }))
      : [],
  })
}

/** Makes an older text the newest: a revision more, never one less. */
export async function restoreNow(kit: Kit, staff: Staff, req: Request, res: Response): Promise<void> {
  const { number, beganFrom } = (req.body ?? {}) as Record<string, unknown>
  if (!revisionNumber.test(String(number)) || !revisionNumber.test(String(beganFrom)))
    throw new BadRequest('no such revision')
  const manuscript = await readableManuscript(kit, staff, Number(req.params.id))
  const outcome = await restoreRevision(kit, staff, manuscript.articleId, {
    number: Number(number),
    beganFrom: Number(beganFrom),
  })
  const texts = say(staff.language).editor
  if (outcome.outcome === 'saved') {
    leaveNotice(req, { words: texts.revision.restored(Number(number)) })
    return leadTo(req, res, editorAddress(manuscript.articleId))
  }
  const revision = await findRevision(kit.db, manuscript.articleId, Number(number))
  const theirs = outcome.outcome === 'conflict' ? outcome.theirs : manuscript
  const wished = revision?.content ?? theirs.content
  return showEditor(kit, staff, req, res, theirs, {
    typed: typedOf(wished),
    conflict: {
      words: texts.conflict.words(
        theirs.savedBy?.name ?? texts.conflict.somebody,
        momentWords(staff.language, theirs.savedAt),
      ),
      differences: await compare(kit, staff.language, theirs.content, wished),
    },
    status: 409,
  })
}
