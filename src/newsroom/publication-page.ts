import type { Request, Response } from 'express'
import { may, type Staff } from '../features/accounts/staff.js'
import { type Alike, alikeStories } from '../features/articles/alike-lists.js'
import { articleAddress } from '../features/articles/article.js'
import { type Checked, checkList } from '../features/articles/check-list.js'
import { correctionsOf } from '../features/articles/correction-store.js'
import { findPublication, type Publication } from '../features/articles/publication-store.js'
import { mayWrite } from '../features/articles/saving.js'
import { type Moment, moment, momentField, momentWords } from '../language/dates.js'
import type { Language } from '../language/language.js'
import { say } from '../language/say.js'
import type { Kit } from '../platform/kit.js'
import { plainText } from '../text/safe-html.js'
import { NotFound } from '../web/errors.js'
import { render } from '../web/render.js'
import { readableManuscript } from './editor-page.js'
import { type Frame, frame } from './frame.js'

export interface PublicationPage {
  frame: Frame
  self: string
  editor: string
  title: string
  language: Language
  state: Publication['state']
  stateWords: string
  /** On the site, when readers can open it. */
  site: string | null
  /** What is going to happen to it by itself, and what holds it back. */
  facts: string[]
  checks: { words: string; grade: Checked['grade'] }[]
  alike: { href: string; title: string; words: string }[]
  hasFaults: boolean
  /** The manuscript's version that was checked. */
  version: number
  hasNewVersion: boolean
  /** What this colleague may do to it now. */
  may: Record<DeedName, boolean>
  corrections: { id: number; at: Moment; words: string }[]
  reviewNote: string
  typed: TypedDeed
  fault: { of: string; words: string } | null
}

export type DeedName =
  | 'publish'
  | 'schedule'
  | 'cancelSchedule'
  | 'embargo'
  | 'handIn'
  | 'takeBack'
  | 'sendBack'
  | 'correct'
  | 'pin'
  | 'withdraw'
  | 'cancelWithdrawal'
  | 'restore'

/** What stands in the fields: what was typed before a fault, or what is in force. */
export interface TypedDeed {
  at: string
  embargo: string
  note: string
  correction: string
  /** Of which note the new words are, and which. */
  rewording: string
  reworded: string
  pin: string
  reason: string
  withdrawAt: string
}

declare module '../web/views.js' {
  interface Views {
    'newsroom/publication': PublicationPage
  }
}

export const publicationAddress = (id: number) => `/newsroom/articles/${id}/publication`

export async function publicationPage(kit: Kit, staff: Staff, req: Request, res: Response): Promise<void> {
  await showPublication(kit, staff, req, res, {})
}

/** The page as it is, or after a deed that was not done: with what was typed and why not. */
export async function showPublication(
  kit: Kit,
  staff: Staff,
  req: Request,
  res: Response,
  {
    fault = null,
    typed = {},
    status = 200,
  }: Partial<Pick<PublicationPage, 'fault'>> & {
    typed?: Partial<TypedDeed>
    status?: number
  },
): Promise<void> {
  const { language } = staff
  const now = kit.clock.now()
  const id = Number(req.params.id)
  const manuscript = await readableManuscript(kit, staff, id)
  const story = await findPublication(kit.db, id)
  if (!story) throw new NotFound('no such story')
  const { content } = manuscript
  const [corrections, alike] = await Promise.all([
    correctionsOf(kit.db, id),
    story.state === 'published' || story.state === 'withdrawn'
      ? []
      : alikeStories(kit.db, { id, language: story.language, title: content.title, text: plainText(content.body) }),
  ])
  const checks = checkList(content)
  const texts = say(language).newsroom.publishing
  const field = (at: Date | null) => (at === null ? '' : momentField(at))
  const title = content.title || say(language).newsroom.desk.untitled
  render(
    res,
    language,
    'newsroom/publication',
    {
      frame: frame(req, staff, { title: `${texts.title}: ${title}` }),
      self: publicationAddress(id).replace('/publication', ''),
      editor: `/newsroom/articles/${id}`,
      title,
      language: story.language,
      state: story.state,
      stateWords: say(language).newsroom.desk.states[story.state],
      site:
        story.state === 'published' && story.publishedAt !== null && story.publishedAt <= now
          ? articleAddress(story)
          : null,
      facts: factsOf(story, language, now),
      checks: checks.map(({ item, grade, count }) => ({ grade, words: texts.checks[item][grade](count) })),
      alike: alike.map((other) => alikeLink(other, language)),
      hasFaults: checks.some(({ grade }) => grade === 'fault'),
      version: manuscript.version,
      hasNewVersion: story.hasNewVersion,
      may: allowed(staff, story),
      corrections: corrections.map(({ id, at, words }) => ({ id, at: moment(language, at), words })),
      reviewNote: story.state === 'draft' ? story.reviewNote : '',
      typed: {
        at: field(story.state === 'scheduled' ? story.publishedAt : story.newVersionAt),
        embargo: field(story.embargoUntil),
        note: '',
        correction: '',
        rewording: '',
        reworded: '',
        pin: field(story.pinnedUntil !== null && story.pinnedUntil > now ? story.pinnedUntil : null),
        reason: story.state === 'published' ? story.withdrawnReason : '',
        withdrawAt: field(story.withdrawAt),
        ...typed,
      },
      fault,
    },
    { status },
  )
}

function allowed(staff: Staff, story: Publication): PublicationPage['may'] {
  const { state, hasNewVersion } = story
  const publishes = may(staff, 'articles.publish')
  const isWritten = state === 'draft' || state === 'review'
  const isOwn = mayWrite(staff, story, story.newVersionAt)
  return {
    publish: publishes && (isWritten || state === 'scheduled' || (state === 'published' && hasNewVersion)),
    schedule: publishes && (isWritten || state === 'scheduled' || (state === 'published' && hasNewVersion)),
    cancelSchedule: publishes && (state === 'scheduled' || story.newVersionAt !== null),
    embargo: publishes && (isWritten || state === 'scheduled'),
    handIn: isOwn && state === 'draft',
    takeBack: isOwn && state === 'review' && story.begunBy === staff.id,
    sendBack: publishes && state === 'review',
    correct: publishes && state === 'published',
    pin: may(staff, 'front.arrange') && (state === 'published' || state === 'scheduled'),
    withdraw: publishes && state === 'published',
    cancelWithdrawal: publishes && story.withdrawAt !== null && state !== 'withdrawn',
    restore: publishes && state === 'withdrawn',
  }
}

function factsOf(story: Publication, language: Language, now: Date): string[] {
  const texts = say(language).newsroom.publishing.facts
  const words = (at: Date) => momentWords(language, at)
  const isAhead = (at: Date | null): at is Date => at !== null && at > now
  const facts: (string | false)[] = [
    story.heldAt !== null && texts.heldBack(words(story.heldAt)),
    story.heldAt === null &&
      story.state === 'scheduled' &&
      story.publishedAt !== null &&
      texts.scheduled(words(story.publishedAt)),
    story.state === 'published' && story.publishedAt !== null && texts.published(words(story.publishedAt)),
    story.heldAt === null && story.newVersionAt !== null && texts.newVersionAt(words(story.newVersionAt)),
    story.hasNewVersion && story.newVersionAt === null && story.state === 'published' && texts.hasNewVersion,
    isAhead(story.embargoUntil) && texts.embargo(words(story.embargoUntil)),
    isAhead(story.pinnedUntil) && texts.pinned(words(story.pinnedUntil)),
    story.withdrawAt !== null && story.state !== 'withdrawn' && texts.leaves(words(story.withdrawAt)),
    story.state === 'withdrawn' && texts.withdrawn(story.withdrawnReason),
  ]
  return facts.filter((fact) => fact !== false)
}

function alikeLink({ id, title, state, percent }: Alike, language: Language): PublicationPage['alike'][number] {
  const texts = say(language).newsroom
  return {
    href: `/newsroom/articles/${id}`,
    title: title || texts.desk.untitled,
    words: texts.publishing.alike(percent, texts.desk.states[state]),
  }
}
