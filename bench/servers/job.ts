/** Where a scratch database is. */
export type DatabasePlace = { kind: 'server'; url: string } | { kind: 'embedded'; folder: string }

/** What a server process is told to serve: its first message. */
export type Job =
  /** The portal itself; without a page cache Express answers directly. `keepsMemory` false asks the database for everything. */
  | {
      kind: 'site'
      database: DatabasePlace
      pageCacheMb: number
      keepsMemory: boolean
      /** How many hops of X-Forwarded-For are believed; none unless said. */
      proxies?: number
    }
  /** Ready bytes behind raw node:http. */
  | { kind: 'raw'; status: number; headers: string[]; bodyInBase64: string }
  /** Express and EJS alone: the models of these pages are made once, from the database, and printed for ever. */
  | { kind: 'ready'; database: DatabasePlace; paths: string[] }

/** What a server process tells about itself when asked. */
export interface Usage {
  cpuMs: number
  rssInBytes: number
  peakRssInBytes: number
  heapInBytes: number
  /** Outside the heap: the bodies of kept pages above all. */
  buffersInBytes: number
  /** Queries since its start. */
  queries: number
}

/** A server's own messages: first its port, then an answer to each question. */
export type Told = { port: number } | { usage: Usage }
export type Asked = Job | 'usage' | 'stop'

/** What a job's server hands to the process around it. */
export interface Serving {
  listener: import('node:http').RequestListener
  queries(): number
  close(): Promise<void>
}
