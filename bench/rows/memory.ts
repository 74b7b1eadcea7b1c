import { fork } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { builtFolder } from '../built.js'
import { programFlags, type ServerProcess, serverProcess, watch } from '../child.js'
import { ask } from '../fetch.js'
import { loadAll } from '../load.js'
import type { DatabasePlace } from '../servers/job.js'
import { wholeWords } from '../table.js'
import type { Row } from './bench-run.js'

const mostMegabytes = 200
const connections = 32
const headers = { 'accept-encoding': 'br' }

/** The program itself, dist/main.js with its usual settings, clock and all. */
export const memory: Row = async (run) => {
  const { place, addresses } = await run.scratch(run.options.articles)
  const passes = run.options.isQuick ? 2 : 20
  const pages = addresses.many
  const folder = await mkdtemp(join(tmpdir(), 'locman-bench-data-'))
  const server = await startProgram(place, folder)
  try {
    const atStart = (await server.usage()).rssInBytes
    await loadAll(passes, { port: server.port, paths: pages, connections, headers })
    const { rssInBytes, peakRssInBytes, heapInBytes, buffersInBytes } = await settled(server)
    return [
      {
        what: `7. memory after ${wholeWords(passes * pages.length)} requests over ${wholeWords(pages.length)} pages${place.kind === 'embedded' ? ', embedded database included' : ''}`,
        measured: `**${megabytes(rssInBytes)} MB** resident after a collection (heap ${megabytes(heapInBytes)}, buffers ${megabytes(buffersInBytes)}; ${megabytes(atStart)} at the start, ${megabytes(peakRssInBytes)} at the peak)`,
        mustReach: `≤ ${mostMegabytes} MB`,
        isMet: rssInBytes <= mostMegabytes * 1e6,
      },
    ]
  } finally {
    await server.stop()
    await rm(folder, { recursive: true, force: true })
  }
}

async function startProgram(place: DatabasePlace, folder: string): Promise<ServerProcess> {
  const port = await freePort()
  const child = fork(fileURLToPath(new URL('main.js', builtFolder)), {
    execArgv: [
      ...programFlags,
      '--enable-source-maps',
      '--expose-gc',
      '--import',
      new URL('../servers/tell-memory.js', import.meta.url).href,
    ],
    env: {
      ...process.env,
      // As in the container.
      NODE_ENV: 'production',
      MALLOC_ARENA_MAX: '2',
      PORT: String(port),
      HOST: '127.0.0.1',
      SITE_ADDRESS: 'https://locman.example',
      DATABASE_URL: place.kind === 'server' ? place.url : '',
      DATA_FOLDER: place.kind === 'server' ? folder : place.folder,
      SAMPLE_NEWS: 'off',
      LOG_LEVEL: 'error',
    },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  watch(child)
  for (let tries = 0; tries < 200; tries += 1) {
    const ready = await ask(port, '/readyz').catch(() => undefined)
    if (ready?.status === 200) return serverProcess(child, port)
    if (child.exitCode !== null) throw new Error('dist/main.js ended at its start; its words stand above')
    await pause(100)
  }
  throw new Error('dist/main.js was not ready within 20 seconds')
}

/** The first collection only frees the pages of the heap; the next ones give them back to the system. */
async function settled(server: ServerProcess) {
  for (let turn = 0; turn < 3; turn += 1) {
    await server.usage()
    await pause(1000)
  }
  return server.usage()
}

/** The program refuses nothing but needs its port told: one that was free a moment ago. */
function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo
      server.close(() => resolve(port))
    })
  })
}

function megabytes(bytes: number): string {
  return (bytes / 1e6).toFixed(0)
}
