import { type NextFunction, type Request, type RequestHandler, type Response, Router } from 'express'
import { type FloodGate, openFloodGate } from '../features/spam/flood-gate.js'
import type { Texts } from '../language/say.js'
import type { Kit } from '../platform/kit.js'
import { turns } from '../platform/turns.js'
import { NotAllowed, NotFound } from '../web/errors.js'
import { formBody } from '../web/form-body.js'
import { codeAgain, codePage, confirmNow, confirmPage, tryCode } from './comment-confirm-page.js'
import { editPage, saveEdit } from './comment-edit-page.js'
import { myComments } from './comment-mine-page.js'
import { reportPage, sendReport } from './comment-report-page.js'
import { voteNow } from './comment-vote.js'
import { commentTicket, newCommentPage, sendComment } from './comment-write-page.js'
import { plainAnswer, through } from './plain-answer.js'

/** A comment of 3000 letters, each six bytes of a form, and its fields. */
const maxForm = '40kb'

/**
 * What people do in a conversation, mounted at /comment: never cached, never under /kk, since the story says its language, and so the
 * writer's cookie has one path that no read page has.
 */
export function commentRoutes(kit: Kit): Router {
  const router = Router({ strict: true, caseSensitive: true })
  const writing = openFloodGate({ perAddress: 6, perNetwork: 60, perSite: 300 })
  const pressing = openFloodGate({ perAddress: 60, perNetwork: 300, perSite: 6000 })
  // However many come in at once, most of the database's connections stay with those who read.
  const takingIn = turns(2)
  const form = formBody(maxForm, 20)
  const get = (address: string, show: (req: Request, res: Response) => Promise<void>) =>
    router.get(address, checkId, show)
  const post = (address: string, gate: FloodGate, deed: (req: Request, res: Response) => Promise<void>) =>
    router.post(address, checkId, through(gate, tooMany), ...form, deed)

  router.use((_req, res, next) => {
    res.setHeader('Cache-Control', 'private, no-store')
    res.setHeader('X-Robots-Tag', 'noindex')
    next()
  })
  get('/new', (req, res) => newCommentPage(kit, writing, req, res))
  get('/ticket/:id', (req, res) => commentTicket(kit, writing, req, res))
  get('/mine/:id', (req, res) => myComments(kit, req, res))
  get('/confirm/:link', (req, res) => confirmPage(kit, req, res))
  get('/code/:id', (req, res) => codePage(kit, req, res))
  get('/:id/edit', (req, res) => editPage(kit, writing, req, res))
  get('/:id/report', (req, res) => reportPage(kit, req, res))
  post('/on/:id', writing, (req, res) => takingIn(() => sendComment(kit, writing, req, res)))
  post('/confirm/:link', pressing, (req, res) => confirmNow(kit, req, res))
  post('/code/:id', writing, (req, res) => tryCode(kit, req, res))
  post('/code/:id/again', writing, (req, res) => codeAgain(kit, req, res))
  post('/:id/edit', writing, (req, res) => saveEdit(kit, writing, req, res))
  post('/:id/report', pressing, (req, res) => sendReport(kit, req, res))
  post('/:id/votes', pressing, (req, res) => voteNow(kit, req, res))
  router.use((req: Request, _res: Response, next: NextFunction) =>
    next(
      req.method === 'GET' || req.method === 'HEAD' ? new NotFound('no such address') : new NotAllowed(['GET', 'HEAD']),
    ),
  )
  router.use((error: unknown, _req: Request, res: Response, next: NextFunction) => {
    if (!(error instanceof Error && 'status' in error && error.status === 413)) return next(error)
    plainAnswer(res, 413, ({ comments }) => ({ heading: comments.notSent, words: comments.tooLarge }))
  })
  return router
}

const checkId: RequestHandler = (req, _res, next) => {
  const { id } = req.params
  next(id === undefined || /^[1-9]\d{0,14}$/.test(String(id)) ? undefined : new NotFound('not an id'))
}

const tooMany = ({ comments }: Texts, seconds: number) => ({
  heading: comments.notSent,
  words: comments.tooMany(seconds),
})
