import express, { type Express, type NextFunction, type Request, type Response } from 'express'
import { pictureRoutes } from './features/media/picture-routes.js'
import { shareRoutes } from './features/sharing/share-routes.js'
import { newsroomRoutes } from './newsroom/newsroom-routes.js'
import { operatorRoutes } from './operator/operator-routes.js'
import type { ProcessFacts } from './operator/status.js'
import type { Kit } from './platform/kit.js'
import { adRoutes } from './site/ad-routes.js'
import { showArticle } from './site/article-page.js'
import { boardRoutes } from './site/board-routes.js'
import { colourRoutes } from './site/colour-routes.js'
import { commentRoutes } from './site/comment-routes.js'
import { errorPage } from './site/error-page.js'
import { showFront } from './site/front-page.js'
import { lastResort } from './site/old-addresses.js'
import { siteRoutes } from './site/site-routes.js'
import { syndicationRoutes } from './syndication/syndication-routes.js'
import type { Assets } from './web/assets.js'
import { startBuildTime } from './web/build-time.js'
import { healthRoutes } from './web/health.js'
import { sameOrigin } from './web/same-origin.js'
import { securityHeaders } from './web/security.js'
import type { Print } from './web/views.js'

export interface AppParts {
  print: Print
  assets: Assets
  facts?: ProcessFacts
  /** How many of the operator's own proxies stand in front. */
  proxies?: number
  isStopping?: () => boolean
}

/** The whole chain in the order in which a request meets it. Tests run this very function. */
export function createApp(
  kit: Kit,
  { print, assets, facts = noFacts, proxies = 0, isStopping = () => false }: AppParts,
): Express {
  const app = express()
  app.print = print
  app.assets = assets
  app.showFront = showFront
  app.showArticle = showArticle
  app.disable('x-powered-by')
  app.disable('etag')
  app.set('query parser', 'simple')
  app.set('trust proxy', proxies)

  const fromOurPages = sameOrigin(kit.origin)

  app.use(beginRequest)
  app.use(healthRoutes(kit, isStopping))
  app.use(operatorRoutes(kit, facts))
  app.use(securityHeaders(kit.origin))
  // Before all that is only read: a flood of comments is turned away without having gone past every other address.
  app.use('/comment', fromOurPages, commentRoutes(kit))
  // Most of what is asked for here are pages that nobody keeps yet: they come first. Only read, they answer 405 to everything else.
  app.use(siteRoutes(kit))
  app.use(assets.router)
  app.use(pictureRoutes(kit))
  app.use(shareRoutes(kit))
  app.use(colourRoutes(kit))
  app.use(syndicationRoutes(kit))
  app.use(adRoutes(kit))
  // Whatever changes something stands behind the check.
  app.use(fromOurPages)
  app.use(boardRoutes(kit))
  app.use('/newsroom', newsroomRoutes(kit))
  app.use(lastResort(kit))
  app.use((error: unknown, req: Request, res: Response, next: NextFunction) => {
    if (res.headersSent) return next(error)
    return errorPage(kit, error, req, res)
  })
  return app
}

/** A test's app has neither a front door nor a clock. */
const noFacts: ProcessFacts = { pageCache: () => ({ pages: 0, bytes: 0 }), nextRuns: () => [] }

function beginRequest(_req: Request, res: Response, next: NextFunction): void {
  startBuildTime(res)
  // The front door gives public pages another one; whatever else is sent belongs to one reader.
  res.setHeader('Cache-Control', 'private, no-cache')
  next()
}
