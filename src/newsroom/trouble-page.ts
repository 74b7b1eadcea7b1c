import type { Request, Response } from 'express'
import type { Staff } from '../features/accounts/staff.js'
import { say } from '../language/say.js'
import type { Kit } from '../platform/kit.js'
import { clientStatus, Forbidden, isDatabaseAway, LinkEnded, NotAllowed, NotFound, TooMany } from '../web/errors.js'
import { render } from '../web/render.js'
import { doorLanguage } from './door-language.js'
import { type Frame, frame, frameAtTheDoor } from './frame.js'

export interface TroublePage {
  frame: Frame
  heading: string
  words: string
  /** Where to go on. */
  link: { href: string; name: string }
}

declare module '../web/views.js' {
  interface Views {
    'newsroom/trouble': TroublePage
  }
}

/** A page leads to the door and back; a deed is answered 401 and must not be lost: its page says how to go on. */
export function askToSignIn(req: Request, res: Response): void {
  const door = `/newsroom/sign-in?back=${encodeURIComponent(req.originalUrl)}`
  if (req.method === 'GET' || req.method === 'HEAD') return res.redirect(303, door)
  const language = doorLanguage(req)
  const texts = say(language).newsroom.trouble
  if (wantsJson(req)) return void res.status(401).json({ fault: texts.signedOutWords })
  render(
    res,
    language,
    'newsroom/trouble',
    {
      frame: frameAtTheDoor(req, language, { title: texts.signedOut }),
      heading: texts.signedOut,
      words: texts.signedOutWords,
      link: { href: '/newsroom/sign-in', name: say(language).newsroom.signIn.title },
    },
    { status: 401 },
  )
}

/** Any fault of the newsroom, in the colleague's language: on a page, or as `{ fault }` where a script asked. */
export function troublePage(kit: Kit, error: unknown, req: Request, res: Response): void {
  const staff = res.locals.staff as Staff | undefined
  const language = staff?.language ?? doorLanguage(req)
  const texts = say(language).newsroom.trouble
  const { status, heading, words } = describe(error, language)
  if (status >= 500)
    kit.log.error({ err: error, path: req.path, method: req.method }, 'a request of the newsroom failed')
  if (error instanceof NotAllowed) res.setHeader('Allow', error.allow.join(', '))
  if (error instanceof TooMany) res.setHeader('Retry-After', error.retryAfterSeconds)
  if (wantsJson(req)) return void res.status(status).json({ fault: words })
  render(
    res,
    language,
    'newsroom/trouble',
    {
      frame: staff ? frame(req, staff, { title: heading }) : frameAtTheDoor(req, language, { title: heading }),
      heading,
      words,
      link: staff
        ? { href: '/newsroom', name: texts.toDesk }
        : { href: '/newsroom/sign-in', name: say(language).newsroom.signIn.title },
    },
    { status },
  )
}

function describe(error: unknown, language: 'ru' | 'kk'): { status: number; heading: string; words: string } {
  const { newsroom, errors } = say(language)
  const texts = newsroom.trouble
  if (error instanceof LinkEnded) return { status: 410, heading: errors.linkEnded, words: error.words }
  if (error instanceof NotFound) return { status: 404, heading: errors.notFound, words: texts.notFoundWords }
  if (error instanceof Forbidden) return { status: 403, heading: texts.forbidden, words: texts.forbiddenWords }
  if (error instanceof NotAllowed) return { status: 405, heading: errors.notAllowed, words: errors.notAllowedWords }
  if (error instanceof TooMany)
    return { status: 429, heading: errors.tooMany, words: errors.tooManyWords(error.retryAfterSeconds) }
  const client = clientStatus(error)
  if (client === 413) return { status: 413, heading: texts.tooLarge, words: texts.tooLargeWords }
  if (client !== undefined) return { status: client, heading: errors.badRequest, words: errors.badRequestWords }
  if (isDatabaseAway(error)) return { status: 503, heading: errors.away, words: texts.awayWords }
  return { status: 500, heading: errors.server, words: texts.serverWords }
}

function wantsJson(req: Request): boolean {
  return req.accepts(['html', 'json']) === 'json'
}
