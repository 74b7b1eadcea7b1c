import { may, type Staff } from '../features/accounts/staff.js'
import { articleAddress } from '../features/articles/article.js'
import type { DeskRow, DeskTwin } from '../features/articles/desk-lists.js'
import { type KazakhBehind, overdueSince } from '../features/articles/desk-waiting-lists.js'
import { mayRead } from '../features/articles/saving.js'
import { clockWords, type Moment, moment, momentWords, sameDay, wall } from '../language/dates.js'
import { type Language, otherLanguage } from '../language/language.js'
import { say } from '../language/say.js'
import { publicationAddress } from './publication-page.js'

/** An article as one line of the desk. */
export interface DeskLine {
  /** The manuscript for whoever may open it, the page on the site for the others; null where there is neither. */
  href: string | null
  title: string
  language: { tag: Language; short: string }
  section: string
  authors: string
  when: Moment
  isOverdue: boolean
  /** What a colleague must know of it at a glance. */
  marks: { words: string; kind: 'plain' | 'urgent' | 'note' }[]
  /** The version in the other language, or the way to begin one. */
  twin: { href: string | null; words: string }
  publishing: string | null
}

export function deskLine(row: DeskRow, staff: Staff, now: Date): DeskLine {
  const { language } = staff
  const texts = say(language).newsroom.desk
  const due = row.state === 'scheduled' ? row.at : row.state === 'published' ? row.newVersionAt : null
  const isOverdue = due !== null && due < overdueSince(now)
  const until = (at: Date) => (sameDay(wall(at), wall(now)) ? clockWords(at) : momentWords(language, at))
  const marks: (DeskLine['marks'][number] | false)[] = [
    isOverdue && { words: texts.marks.overdue, kind: 'urgent' },
    row.writer !== null && { words: texts.marks.writes(row.writer), kind: 'plain' },
    row.state === 'draft' && row.reviewNote !== '' && { words: texts.marks.returned(row.reviewNote), kind: 'note' },
    row.pinnedUntil !== null && { words: texts.marks.pinned(until(row.pinnedUntil)), kind: 'plain' },
    row.newVersionAt !== null && { words: texts.marks.newVersion(until(row.newVersionAt)), kind: 'plain' },
    row.withdrawAt !== null &&
      row.state !== 'withdrawn' && { words: texts.marks.leaves(until(row.withdrawAt)), kind: 'plain' },
  ]
  return {
    href: wayTo(staff, row),
    title: row.title || texts.untitled,
    language: { tag: row.language, short: say(row.language).site.languageShort },
    section: row.section,
    authors: row.authors.join(', '),
    when: moment(language, row.at),
    isOverdue,
    marks: marks.filter((mark) => mark !== false),
    twin: twinOf(row, row.twin, staff),
    publishing: publishingOf(row, staff),
  }
}

/** A Russian story that waits for its Kazakh version. */
export function kazakhLine({ title, at, kazakh, ...behind }: KazakhBehind, staff: Staff): DeskLine {
  const { language } = staff
  const russian = { ...behind, language: 'ru', state: 'published' } as const
  const texts = say(language).newsroom.desk
  const words =
    kazakh === null ? texts.kazakh.missing : kazakh.state === 'published' ? texts.kazakh.older : texts.kazakh.notOut
  return {
    href: wayTo(staff, russian),
    title,
    language: { tag: 'ru', short: say('ru').site.languageShort },
    section: '',
    authors: '',
    when: moment(language, at),
    isOverdue: false,
    marks: [{ words, kind: 'plain' }],
    twin: twinOf(russian, kazakh, staff),
    publishing: publishingOf(russian, staff),
  }
}

function twinOf(
  story: Pick<DeskRow, 'id' | 'language' | 'state' | 'begunBy'>,
  twin: DeskTwin | null,
  staff: Staff,
): DeskLine['twin'] {
  const texts = say(staff.language).newsroom.desk
  const other = otherLanguage(story.language)
  const short = say(other).site.languageShort
  if (twin !== null)
    return { href: wayTo(staff, { ...twin, language: other }), words: `${short}: ${texts.states[twin.state]}` }
  // The text beside which one writes is read, so it must be one's to read.
  const isOpen = may(staff, 'articles.write') && (mayRead(staff, story) || story.state === 'published')
  const begin = isOpen ? `/newsroom/articles/new?pair=${story.id}` : null
  return { href: begin, words: `${short}: ${begin === null ? '—' : texts.begin}` }
}

function publishingOf(story: { id: number; begunBy: number | null }, staff: Staff): string | null {
  return mayRead(staff, story) ? publicationAddress(story.id) : null
}

/** A link to what one may not open is a locked door. What readers have, a colleague may read where they do. */
function wayTo(
  staff: Staff,
  story: { id: number; language: Language; slug: string; state: DeskRow['state']; begunBy: number | null },
): string | null {
  if (mayRead(staff, story)) return `/newsroom/articles/${story.id}`
  return story.state === 'published' ? articleAddress(story) : null
}
