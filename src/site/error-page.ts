import type { Request, Response } from 'express'
import { cacheTags } from '../features/articles/cache-tags.js'
import type { Language } from '../language/language.js'
import { say } from '../language/say.js'
import type { Kit } from '../platform/kit.js'
import { cacheable } from '../web/cacheable.js'
import {
  clientStatus,
  Forbidden,
  Gone,
  isDatabaseAway,
  LinkEnded,
  NotAllowed,
  NotFound,
  TooMany,
} from '../web/errors.js'
import { render } from '../web/render.js'
import type { Card } from './cards.js'
import { newsBeside } from './news-beside.js'
import { type Shell, shell } from './shell.js'

export interface ErrorPage {
  shell: Shell
  status: number
  heading: string
  words: string
  reason: string
  withSearch: boolean
  fresh: Card[]
}

declare module '../web/views.js' {
  interface Views {
    'errors/error': ErrorPage
  }
}

interface Drawn {
  status: number
  heading: string
  words: string
  reason?: string
}

/** Draws any fault in the language of its address: words for the reader, everything for the log, nothing of it mixed. */
export async function errorPage(kit: Kit, error: unknown, req: Request, res: Response): Promise<void> {
  const language: Language = /^\/kk(?:\/|$)/.test(req.originalUrl) ? 'kk' : 'ru'
  const drawn = describe(error, language)
  if (drawn.status >= 500) kit.log.error({ err: error, path: req.path, method: req.method }, 'a request failed')
  if (error instanceof NotFound) kit.missed?.note(req.originalUrl)
  if (error instanceof NotAllowed) res.setHeader('Allow', error.allow.join(', '))
  if (error instanceof TooMany) res.setHeader('Retry-After', error.retryAfterSeconds)
  if (drawn.status === 503) res.setHeader('Retry-After', 30)
  res.setHeader('Cache-Control', 'no-store')
  const isQuiet = drawn.status < 500
  const [frame, fresh] = await Promise.all([
    shell(kit, req, { language, title: drawn.heading, path: language === 'kk' ? '/kk' : '/', noindex: true }),
    isQuiet ? newsBeside(kit, language).catch(() => []) : [],
  ])
  // A wave of requests for one missing page costs one rendering in some seconds.
  if (drawn.status === 404 || drawn.status === 410)
    cacheable(res, {
      tags: [cacheTags.newest(language), cacheTags.filing, cacheTags.pages],
      seconds: 5,
      staleSeconds: 0,
    })
  render(
    res,
    language,
    'errors/error',
    { shell: frame, withSearch: isQuiet, fresh, reason: '', ...drawn },
    { status: drawn.status },
  )
}

function describe(error: unknown, language: Language): Drawn {
  const texts = say(language).errors
  if (error instanceof Gone) {
    return {
      status: 410,
      heading: error instanceof LinkEnded ? texts.linkEnded : texts.gone,
      words: error.words || texts.goneWords,
      reason: error.reason && texts.goneReason(error.reason),
    }
  }
  if (error instanceof NotFound)
    return { status: 404, heading: texts.notFound, words: error.words || texts.notFoundWords }
  if (error instanceof NotAllowed) return { status: 405, heading: texts.notAllowed, words: texts.notAllowedWords }
  if (error instanceof Forbidden) return { status: 403, heading: texts.forbidden, words: texts.forbiddenWords }
  if (error instanceof TooMany) {
    return { status: 429, heading: texts.tooMany, words: texts.tooManyWords(error.retryAfterSeconds) }
  }
  const client = clientStatus(error)
  if (client !== undefined) return { status: client, heading: texts.badRequest, words: texts.badRequestWords }
  if (isDatabaseAway(error)) return { status: 503, heading: texts.away, words: texts.awayWords }
  return { status: 500, heading: texts.server, words: texts.serverWords }
}
