import type { DeskRow } from '../features/articles/desk-lists.js'
import type { KazakhBehind } from '../features/articles/desk-waiting-lists.js'
import { clockWords, type Moment, moment, momentWords, sameDay, wall } from '../language/dates.js'
import { type Language, otherLanguage } from '../language/language.js'
import { say } from '../language/say.js'

/** An article as one line of the desk. */
export interface DeskLine {
  href: string
  title: string
  language: { tag: Language; short: string }
  section: string
  authors: string
  when: Moment
  isOverdue: boolean
  /** What a colleague must know of it at a glance. */
  marks: { words: string; kind: 'plain' | 'urgent' | 'note' }[]
  /** The version in the other language, or the way to begin one. */
  twin: { href: string; words: string }
  publishing: string
}

const overdueMilliseconds = 30_000

export function deskLine(row: DeskRow, language: Language, now: Date): DeskLine {
  const texts = say(language).newsroom.desk
  const due = row.state === 'scheduled' ? row.at : row.state === 'published' ? row.newVersionAt : null
  const isOverdue = due !== null && now.getTime() - due.getTime() > overdueMilliseconds
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
    href: `/newsroom/articles/${row.id}`,
    title: row.title || texts.untitled,
    language: { tag: row.language, short: say(row.language).site.languageShort },
    section: row.section,
    authors: row.authors.join(', '),
    when: moment(language, row.at),
    isOverdue,
    marks: marks.filter((mark) => mark !== false),
    twin: twinOf(row, row.twin, language),
    publishing: `/newsroom/articles/${row.id}/publication`,
  }
}

/** A Russian story that waits for its Kazakh version. */
export function kazakhLine({ id, title, at, kazakh }: KazakhBehind, language: Language): DeskLine {
  const texts = say(language).newsroom.desk
  const words =
    kazakh === null ? texts.kazakh.missing : kazakh.state === 'published' ? texts.kazakh.older : texts.kazakh.notOut
  return {
    href: `/newsroom/articles/${id}`,
    title,
    language: { tag: 'ru', short: say('ru').site.languageShort },
    section: '',
    authors: '',
    when: moment(language, at),
    isOverdue: false,
    marks: [{ words, kind: 'plain' }],
    twin: twinOf({ id, language: 'ru' }, kazakh, language),
    publishing: `/newsroom/articles/${id}/publication`,
  }
}

function twinOf(
  { id, language: own }: { id: number; language: Language },
  twin: DeskRow['twin'],
  language: Language,
): DeskLine['twin'] {
  const texts = say(language).newsroom.desk
  const short = say(otherLanguage(own)).site.languageShort
  return twin === null
    ? { href: `/newsroom/articles/new?pair=${id}`, words: `${short}: ${texts.begin}` }
    : { href: `/newsroom/articles/${twin.id}`, words: `${short}: ${texts.states[twin.state]}` }
}
