import { Router } from 'express'
import { rows } from '../platform/database.js'
import type { Kit } from '../platform/kit.js'

/** `/healthz`: the process answers. `/readyz`: it may be sent readers, so the database answers and it is not stopping. */
export function healthRoutes(kit: Kit, isStopping: () => boolean): Router {
  return Router()
    .get('/healthz', (_req, res) => {
      res.setHeader('Cache-Control', 'no-store').json({ status: 'ok', uptimeInSeconds: Math.round(process.uptime()) })
    })
    .get('/readyz', async (_req, res) => {
      const database = await rows(kit.db, 'select 1').then(
        () => 'ok',
        () => 'away',
      )
      const isReady = database === 'ok' && !isStopping()
      res
        .status(isReady ? 200 : 503)
        .setHeader('Cache-Control', 'no-store')
        .json({ status: isReady ? 'ready' : isStopping() ? 'stopping' : 'not ready', database })
    })
}
