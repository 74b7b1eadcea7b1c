import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import express, { type Express } from 'express'
import type { AppParts } from '../../src/app.js'
import type { Language } from '../../src/language/language.js'
import type { Print, ViewName, Views } from '../../src/web/views.js'
import { builtModule } from '../built.js'
import type { Job, Serving } from './job.js'
import { openBuilt } from './site.js'

interface ReadyPage {
  language: Language
  name: ViewName
  page: Views[ViewName]
}

/**
 * What Express and EJS cost alone: real models, taken while the real app printed these pages, go through the same compiled
 * views and the same `render`, with no database and nothing else in the chain.
 */
export async function serveReadyModels({ database, paths }: Extract<Job, { kind: 'ready' }>): Promise<Serving> {
  const { createApp } = await builtModule<typeof import('../../src/app.js')>('app.js')
  const { startBuildTime } = await builtModule<typeof import('../../src/web/build-time.js')>('web/build-time.js')
  const { render } = await builtModule<typeof import('../../src/web/render.js')>('web/render.js')
  const { kit, parts } = await openBuilt(database)
  const pages = await readyPages((print) => createApp(kit, { ...parts, print }), parts, paths)
  await kit.close()

  const app = express()
  app.print = parts.print
  app.assets = parts.assets
  app.disable('x-powered-by')
  app.disable('etag')
  app.use((req, res) => {
    startBuildTime(res)
    const ready = pages.get(req.url)
    if (ready) render(res, ready.language, ready.name, ready.page)
    else res.sendStatus(404)
  })
  return { listener: app, queries: () => 0, close: async () => {} }
}

async function readyPages(
  appWith: (print: Print) => Express,
  { print }: AppParts,
  paths: string[],
): Promise<Map<string, ReadyPage>> {
  let latest: ReadyPage | undefined
  const app = appWith((language, name, page) => {
    // A page's own parts may be printed while its model is made.
    if (name.startsWith('site/')) latest = { language, name, page }
    return print(language, name, page)
  })
  const server = createServer(app)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const pages = new Map<string, ReadyPage>()
  for (const path of paths) {
    latest = undefined
    await (await fetch(`http://127.0.0.1:${port}${path}`)).arrayBuffer()
    if (!latest) throw new Error(`${path} printed no page`)
    pages.set(path, latest)
  }
  await new Promise((resolve) => {
    server.close(resolve)
    server.closeAllConnections()
  })
  return pages
}
