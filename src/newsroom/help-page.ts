import type { Request, Response } from 'express'
import type { Right } from '../features/accounts/right.js'
import { may, type Staff } from '../features/accounts/staff.js'
import { say, type Texts } from '../language/say.js'
import type { Kit } from '../platform/kit.js'
import { render } from '../web/render.js'
import { type Frame, frame } from './frame.js'
import { type KeyList, keyList } from './shortcuts.js'

type Chapter = keyof Texts['newsroom']['help']['chapters']

export interface HelpPage {
  frame: Frame
  chapters: {
    id: Chapter
    heading: string
    steps: readonly string[]
    /** Where it is done; null where that is a story's own page, or where this colleague may not go. */
    href: string | null
  }[]
  keys: KeyList
  here: string
}

declare module '../web/views.js' {
  interface Views {
    'newsroom/help': HelpPage
  }
}

/** Everybody may read how all of it works; links lead only where they may go. */
const chapters: readonly { id: Chapter; place: { href: string; right: Right } | null }[] = [
  { id: 'firstStory', place: { href: '/newsroom/articles/new', right: 'articles.write' } },
  { id: 'pictures', place: { href: '/newsroom/media', right: 'media.upload' } },
  { id: 'publishing', place: { href: '/newsroom?state=review', right: 'articles.publish' } },
  { id: 'later', place: { href: '/newsroom?state=scheduled', right: 'articles.publish' } },
  { id: 'corrections', place: null },
  { id: 'withdrawal', place: { href: '/newsroom?state=withdrawn', right: 'articles.publish' } },
  { id: 'front', place: { href: '/newsroom/front', right: 'front.arrange' } },
  { id: 'moderation', place: { href: '/newsroom/comments', right: 'comments.moderate' } },
  { id: 'law', place: null },
]

export async function helpPage(_kit: Kit, staff: Staff, req: Request, res: Response): Promise<void> {
  const texts = say(staff.language).newsroom.help
  render(res, staff.language, 'newsroom/help', {
    frame: frame(req, staff, { title: texts.title }),
    chapters: chapters.map(({ id, place }) => ({
      id,
      heading: texts.chapters[id].heading,
      steps: texts.chapters[id].steps,
      href: place !== null && may(staff, place.right) ? place.href : null,
    })),
    keys: keyList(staff),
    here: '/newsroom/help#keyboard',
  })
}
