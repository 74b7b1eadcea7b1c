import { type NextFunction, type Request, type RequestHandler, type Response, Router } from 'express'
import { type FloodGate, openFloodGate } from '../features/spam/flood-gate.js'
import { type Language, languages, localAddress } from '../language/language.js'
import type { Texts } from '../language/say.js'
import type { Kit } from '../platform/kit.js'
import { NotAllowed, NotFound } from '../web/errors.js'
import { formBody } from '../web/form-body.js'
import { complaintPage, sendComplaint } from './notice-complaint-page.js'
import { editNoticePage, saveNoticeEdit } from './notice-edit-page.js'
import { actOnNotice, myNoticePage } from './notice-mine-page.js'
import { noticePhone } from './notice-phone-page.js'
import { newNoticePage, noticeTicket, sendNotice } from './notice-place-page.js'
import { plainAnswer, through } from './plain-answer.js'

export type BoardDeed = (kit: Kit, gate: FloodGate, language: Language, req: Request, res: Response) => Promise<void>

/**
 * What people do on the board, below /ad and /kk/ad: never cached, never in search engines. Whoever knows a secret link is its
 * notice's owner, so the link must not leave in a Referer either.
 */
export function boardRoutes(kit: Kit): Router {
  const router = Router({ strict: true, caseSensitive: true })
  const placing = openFloodGate({ perAddress: 10, perNetwork: 60, perSite: 120 })
  const asking = openFloodGate({ perAddress: 30, perNetwork: 300, perSite: 3000 })
  const form = formBody('20kb', 20)
  for (const language of languages) {
    const at = (address: string) => localAddress(language, address)
    const show = (gate: FloodGate, deed: BoardDeed) => (req: Request, res: Response) =>
      deed(kit, gate, language, req, res)
    router.use(at('/ad'), apart)
    router.get(at('/ad/new'), show(placing, newNoticePage))
    router.get(at('/ad/ticket'), show(placing, noticeTicket))
    router.post(at('/ad/new'), through(placing, tooMany), show(placing, sendNotice))
    router.get(at('/ad/mine/:token'), checkParts, show(placing, myNoticePage))
    router.get(at('/ad/mine/:token/edit'), checkParts, show(placing, editNoticePage))
    router.post(at('/ad/mine/:token/edit'), checkParts, through(placing, tooMany), show(placing, saveNoticeEdit))
    router.post(at('/ad/mine/:token/:deed'), checkParts, through(asking, tooMany), ...form, show(asking, actOnNotice))
    router.get(at('/ad/:id/phone'), checkParts, through(asking, tooMany), show(asking, noticePhone))
    router.get(at('/ad/:id/complaint'), checkParts, show(asking, complaintPage))
    router.post(at('/ad/:id/complaint'), checkParts, through(asking, tooMany), ...form, show(asking, sendComplaint))
    router.use(at('/ad'), (req: Request, _res: Response, next: NextFunction) =>
      next(
        req.method === 'GET' || req.method === 'HEAD'
          ? new NotFound('no such address')
          : new NotAllowed(['GET', 'HEAD']),
      ),
    )
    router.use(at('/ad'), (error: unknown, _req: Request, res: Response, next: NextFunction) => {
      if (!(error instanceof Error && 'status' in error && error.status === 413)) return next(error)
      plainAnswer(res, 413, ({ board }) => ({ heading: board.notSent, words: board.faults.tooLarge }))
    })
  }
  return router
}

const apart: RequestHandler = (_req, res, next) => {
  res.setHeader('Cache-Control', 'private, no-store')
  res.setHeader('X-Robots-Tag', 'noindex, nofollow')
  res.setHeader('Referrer-Policy', 'no-referrer')
  next()
}

const partPatterns: Record<string, RegExp> = {
  id: /^[1-9]\d{0,14}$/,
  token: /^[\w-]{43}$/,
  deed: /^(?:extend|close|raise|highlight)$/,
}

const checkParts: RequestHandler = (req, _res, next) => {
  const wrong = Object.entries(req.params).find(([name, value]) => !partPatterns[name]?.test(String(value)))
  next(wrong ? new NotFound(`not a ${wrong[0]}`) : undefined)
}

const tooMany = ({ board }: Texts, seconds: number) => ({ heading: board.notSent, words: board.tooMany(seconds) })
