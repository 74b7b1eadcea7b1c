import { connect, createServer, type Server, type Socket } from 'node:net'
import { afterEach, describe, expect, inject, test, vi } from 'vitest'
import { type Changes, sharedChanges } from '../../src/platform/changes.js'
import { openServer } from '../../src/platform/database.js'
import { openLog } from '../../src/platform/log.js'

const server = inject('testServer')
const log = openLog({ level: 'silent', pretty: false })

let gate: Gate | undefined
const opened: { close(): Promise<void> }[] = []
afterEach(async () => {
  for (const each of opened.splice(0)) await each.close()
  gate?.shut()
})

// Instances only share a server; the embedded database has one process.
describe.skipIf(server === null)('changes between instances on a PostgreSQL server', () => {
  test('one instance hears what another announces, and not its own words twice', async () => {
    const [one, other] = [await openChanges(url()), await openChanges(url())]
    const heard: unknown[] = []
    one.listen((tags) => heard.push(['one', tags]))
    other.listen((tags) => heard.push(['other', tags]))
    await one.announce(['article:42'])
    await vi.waitFor(() => expect(heard).toHaveLength(2))
    expect(heard).toEqual([
      ['one', ['article:42']],
      ['other', ['article:42']],
    ])
  })

  test('after an outage everything is forgotten, once, and one connection listens', async () => {
    gate = await openGate(new URL(url()))
    const changes = await openChanges(gate.url)
    const heard: unknown[] = []
    changes.listen((tags) => heard.push(tags))
    gate.shut()
    // Long enough for several attempts in vain.
    await new Promise((resolve) => setTimeout(resolve, 7000))
    await gate.open()
    await vi.waitFor(() => expect(heard).toEqual(['everything']), { timeout: 5000 })
    await new Promise((resolve) => setTimeout(resolve, 3000))
    expect(heard).toEqual(['everything'])
    expect(gate.count()).toBe(1)
  })
})

function url(): string {
  return server?.url ?? ''
}

async function openChanges(at: string): Promise<Changes> {
  // Announcements go the straight way, whatever happens to the listening connection.
  const database = openServer(url(), 1)
  const changes = await sharedChanges(database.db, at, log)
  opened.push(changes, database)
  return changes
}

/** A way to the server that can be shut and opened again. */
interface Gate {
  url: string
  shut(): void
  open(): Promise<void>
  /** How many connections are open. */
  count(): number
}

async function openGate(to: URL): Promise<Gate> {
  const sockets = new Set<Socket>()
  const gate: Server = createServer((near) => {
    const far = connect(Number(to.port || 5432), to.hostname)
    for (const [socket, other] of [
      [near, far],
      [far, near],
    ] as const) {
      socket.pipe(other)
      socket.on('error', () => {}).on('close', () => other.destroy())
    }
    sockets.add(near)
    near.on('close', () => sockets.delete(near))
  })
  let port = 0
  const open = () => new Promise<void>((resolve) => gate.listen(port, '127.0.0.1', resolve))
  await open()
  port = (gate.address() as { port: number }).port
  const through = new URL(to)
  through.host = `127.0.0.1:${port}`
  return {
    url: through.href,
    open,
    shut: () => {
      gate.close()
      for (const socket of sockets) socket.destroy()
    },
    count: () => sockets.size,
  }
}
