import { type NextFunction, type Request, type Response, Router } from 'express'
import type { Kit } from '../platform/kit.js'
import { plainAddress } from '../web/client-address.js'
import { NotFound } from '../web/errors.js'
import { openMetrics } from './metrics.js'
import { type ProcessFacts, statusOf } from './status.js'

/** `/status` and `/metrics`, only for who asks on this machine and not through a proxy. */
export function operatorRoutes(kit: Kit, facts: ProcessFacts): Router {
  const metrics = openMetrics(kit, facts)
  return Router()
    .get('/status', onThisMachine, async (_req, res) => {
      res.setHeader('Cache-Control', 'no-store').json(await statusOf(kit, facts))
    })
    .get('/metrics', onThisMachine, async (_req, res) => {
      res
        .setHeader('Cache-Control', 'no-store')
        .type(metrics.contentType)
        .send(await metrics.read())
    })
}

const loopback = /^(?:127\.|::1$)/

function onThisMachine(req: Request, _res: Response, next: NextFunction): void {
  const isDirect = req.headers['x-forwarded-for'] === undefined && req.headers.forwarded === undefined
  if (isDirect && loopback.test(plainAddress(req.socket.remoteAddress ?? ''))) next()
  else next(new NotFound('only for the operator'))
}
