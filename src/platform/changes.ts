import { EventEmitter } from 'node:events'
import pg from 'pg'
import { type Db, rows } from './database.js'
import type { Log } from './log.js'

/**
 * What changed, told by tag (`article:42`, `section:sport`, `front`) after the change is committed.
 * Listeners drop what they kept; `everything` means that news may have been missed.
 */
export interface Changes {
  announce(tags: readonly string[]): Promise<void>
  listen(listener: (tags: readonly string[] | 'everything') => void): void
  close(): Promise<void>
}

/** Within one process: enough for the embedded database, which has no other. */
export function localChanges(): Changes {
  const emitter = new EventEmitter().setMaxListeners(100)
  return {
    announce: async (tags) => void emitter.emit('change', tags),
    listen: (listener) => void emitter.on('change', listener),
    close: async () => void emitter.removeAllListeners(),
  }
}

const channel = 'locman_changes'
const maxTagsPerNotice = 50
const secondsBeforeReconnect = 2
const connectSeconds = 5

/** Between instances through LISTEN/NOTIFY. After a lost connection listeners hear `everything`. */
export async function sharedChanges(db: Db, url: string, log: Log): Promise<Changes> {
  const local = localChanges()
  const emitter = new EventEmitter()
  const sender = crypto.randomUUID()
  let client: pg.Client | undefined
  let closing = false

  async function connect(): Promise<void> {
    const next = new pg.Client({
      connectionString: url,
      application_name: 'locman changes',
      connectionTimeoutMillis: connectSeconds * 1000,
      keepAlive: true,
    })
    next.on('notification', ({ payload = '' }) => {
      const [from, ...tags] = payload.split('\n')
      if (from !== sender) void local.announce(tags)
    })
    next.on('error', (error) => log.warn({ error: error.message }, 'lost the connection for changes'))
    try {
      await next.connect()
      await next.query(`listen ${channel}`)
    } catch (error) {
      await next.end().catch(() => {})
      throw error
    }
    // Only now: a client that never connected tells of its end, too, and each attempt would leave two behind it.
    next.on('end', reconnectLater)
    client = next
    if (closing) await next.end()
  }

  function reconnectLater(): void {
    if (!closing) setTimeout(() => void reconnect(), secondsBeforeReconnect * 1000).unref()
  }

  async function reconnect(): Promise<void> {
    try {
      await connect()
      emitter.emit('everything')
      log.info('listening for changes again')
    } catch {
      reconnectLater()
    }
  }

  await connect()
  return {
    announce: async (tags) => {
      await local.announce(tags)
      for (let from = 0; from < tags.length; from += maxTagsPerNotice) {
        const payload = [sender, ...tags.slice(from, from + maxTagsPerNotice)].join('\n')
        await rows(db, 'select pg_notify(:channel, :payload)', { channel, payload })
      }
    },
    listen: (listener) => {
      local.listen(listener)
      emitter.on('everything', () => listener('everything'))
    },
    close: async () => {
      closing = true
      await local.close()
      await client?.end()
    },
  }
}
