import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Asked, Job, Serving, Told } from './servers/job.js'
import { serveRaw } from './servers/raw.js'
import { serveReadyModels } from './servers/ready.js'
import { serveSite } from './servers/site.js'

/** A server process of the bench: takes its job as the first message and stops when told or when its parent is gone. */
process.once('message', (job: Job) => void start(job))
process.once('disconnect', () => process.exit(0))
// Ctrl-C reaches every process of the terminal: the bench itself ends its servers in order.
process.on('SIGINT', () => {})

async function start(job: Job): Promise<void> {
  const serving = await serve(job)
  const server = createServer({ keepAliveTimeout: 65_000, requestTimeout: 30_000 }, serving.listener)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  process.on('message', (asked: Asked) => {
    if (asked === 'usage') tell({ usage: usage(serving) })
    if (asked === 'stop') void serving.close().then(() => process.exit(0))
  })
  tell({ port: (server.address() as AddressInfo).port })
}

function serve(job: Job): Promise<Serving> | Serving {
  switch (job.kind) {
    case 'site':
      return serveSite(job)
    case 'raw':
      return serveRaw(job)
    case 'ready':
      return serveReadyModels(job)
  }
}

function usage(serving: Serving) {
  const { user, system } = process.cpuUsage()
  const { rss, heapUsed, arrayBuffers } = process.memoryUsage()
  return {
    cpuMs: (user + system) / 1000,
    rssInBytes: rss,
    peakRssInBytes: process.resourceUsage().maxRSS * 1024,
    heapInBytes: heapUsed,
    buffersInBytes: arrayBuffers,
    queries: serving.queries(),
  }
}

function tell(told: Told): void {
  process.send?.(told)
}
