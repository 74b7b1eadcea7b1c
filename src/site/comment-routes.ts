import express, { type NextFunction, type Request, type RequestHandler, type Response, Router } from 'express'
import { type FloodGate, openFloodGate } from '../features/spam/flood-gate.js'
import { say } from '../language/say.js'
import type { Kit } from '../platform/kit.js'
import { NotAllowed, NotFound } from '../web/errors.js'
import { escapeHtml } from '../web/views.js'
import { codeAgain, codePage, confirmNow, confirmPage, tryCode } from './comment-confirm-page.js'
import { editPage, saveEdit } from './comment-edit-page.js'
import { myComments } from './comment-mine-page.js'
import { reportPage, sendReport } from './comment-report-page.js'
import { voteNow } from './comment-vote.js'
import { commentTicket, newCommentPage, sendComment } from './comment-write-page.js'

/** A comment of 3000 letters, each six bytes of a form, and its fields. */
const maxForm = '40kb'

/**
 * What people do in a conversation, below /comment: never cached, never under /kk, since the story says its language, and so the
 * writer's cookie has one path that no read page has.
 */
export function commentRoutes(kit: Kit): Router {
  const router = Router({ strict: true, caseSensitive: true })
  const writing = openFloodGate({ perAddress: 6, perNetwork: 60, perSite: 300 })
  const pressing = openFloodGate({ perAddress: 60, perNetwork: 300, perSite: 6000 })
  const form = express.urlencoded({ extended: false, limit: maxForm, parameterLimit: 20 })
  const get = (address: string, show: (req: Request, res: Response) => Promise<void>) =>
    router.get(address, checkId, show)
  const post = (address: string, gate: FloodGate, deed: (req: Request, res: Response) => Promise<void>) =>
    router.post(address, checkId, through(gate), form, deed)

  router.use('/comment', (_req, res, next) => {
    res.setHeader('Cache-Control', 'private, no-store')
    res.setHeader('X-Robots-Tag', 'noindex')
    next()
  })
  get('/comment/new', (req, res) => newCommentPage(kit, writing, req, res))
  get('/comment/ticket/:id', (req, res) => commentTicket(kit, writing, req, res))
  get('/comment/mine/:id', (req, res) => myComments(kit, req, res))
  get('/comment/confirm/:link', (req, res) => confirmPage(kit, req, res))
  get('/comment/code/:id', (req, res) => codePage(kit, req, res))
  get('/comment/:id/edit', (req, res) => editPage(kit, writing, req, res))
  get('/comment/:id/report', (req, res) => reportPage(kit, req, res))
  post('/comment/on/:id', writing, (req, res) => sendComment(kit, writing, req, res))
  post('/comment/confirm/:link', pressing, (req, res) => confirmNow(kit, req, res))
  post('/comment/code/:id', writing, (req, res) => tryCode(kit, req, res))
  post('/comment/code/:id/again', writing, (req, res) => codeAgain(kit, req, res))
  post('/comment/:id/edit', writing, (req, res) => saveEdit(kit, writing, req, res))
  post('/comment/:id/report', pressing, (req, res) => sendReport(kit, req, res))
  post('/comment/:id/votes', pressing, (req, res) => voteNow(kit, req, res))
  router.use('/comment', (req: Request, _res: Response, next: NextFunction) =>
    next(
      req.method === 'GET' || req.method === 'HEAD' ? new NotFound('no such address') : new NotAllowed(['GET', 'HEAD']),
    ),
  )
  router.use('/comment', (error: unknown, _req: Request, res: Response, next: NextFunction) => {
    if (!(error instanceof Error && 'status' in error && error.status === 413)) return next(error)
    plainAnswer(res, 413, ({ tooLarge }) => tooLarge)
  })
  return router
}

const checkId: RequestHandler = (req, _res, next) => {
  const { id } = req.params
  next(id === undefined || /^[1-9]\d{0,14}$/.test(String(id)) ? undefined : new NotFound('not an id'))
}

/** Who sends too often is turned away before the body is read, with a page that costs nothing to make. */
function through(gate: FloodGate): RequestHandler {
  return async (req, res, next) => {
    const seconds = await gate.waitFor(req.ip ?? '')
    if (seconds === 0) return next()
    res.setHeader('Retry-After', seconds)
    plainAnswer(res, 429, ({ tooMany }) => tooMany(seconds))
  }
}

type Comments = ReturnType<typeof say>['comments']

/** In both languages, since the story is not looked up for it. The form is a step back in the browser, with all that was typed. */
function plainAnswer(res: Response, status: number, words: (texts: Comments) => string): void {
  const said = (['ru', 'kk'] as const).map(
    (language) => `<p lang="${language}">${escapeHtml(words(say(language).comments))}</p>`,
  )
  const title = escapeHtml(say('ru').comments.notSent)
  res
    .status(status)
    .type('html')
    .send(
      `<!DOCTYPE html><html lang="ru"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}</title></head><body><h1>${title}</h1>${said.join('')}</body></html>`,
    )
}
