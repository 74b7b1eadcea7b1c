/** The few faults that are thrown on purpose; `error-page.ts` draws them. Everything else is a mistake of ours: 500. */
export class NotFound extends Error {
  override name = 'NotFound'
  /** `words` are for the reader, where the usual ones would not help. */
  constructor(
    message: string,
    readonly words = '',
  ) {
    super(message)
  }
}

/** Withdrawn for good; `reason` is shown to readers when the newsroom gave one, `words` where it was not the newsroom. */
export class Gone extends Error {
  override name = 'Gone'
  constructor(
    readonly reason = '',
    readonly words = '',
  ) {
    super('gone')
  }
}

/** A link that works once or for some time, and did. `words` say how to come by another. */
export class LinkEnded extends Gone {
  override name = 'LinkEnded'
  constructor(words: string) {
    super('', words)
  }
}

export class BadRequest extends Error {
  override name = 'BadRequest'
}

export class Forbidden extends Error {
  override name = 'Forbidden'
}

export class NotAllowed extends Error {
  override name = 'NotAllowed'
  constructor(readonly allow: readonly string[]) {
    super('method not allowed')
  }
}

export class TooMany extends Error {
  override name = 'TooMany'
  constructor(readonly retryAfterSeconds: number) {
    super('too many requests')
  }
}

/** The status of what is the fault of whoever asked, in our words or in those of Express and its readers of bodies and files. */
export function clientStatus(error: unknown): number | undefined {
  if (error instanceof BadRequest || error instanceof URIError) return 400
  const status = error instanceof Error && 'status' in error ? Number(error.status) : 0
  return status >= 400 && status < 500 ? status : undefined
}

/** The database does not answer: told apart from our own mistakes, because waiting helps. */
export function isDatabaseAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const { code = '', syscall } = error as { code?: string; syscall?: string }
  return (
    error.name === 'KnexTimeoutError' ||
    // A socket file that is gone, not a file of ours.
    (code === 'ENOENT' && syscall === 'connect') ||
    ['ECONNREFUSED', 'ECONNRESET', 'ENOTFOUND', 'ETIMEDOUT', 'EPIPE'].includes(code) ||
    // 57P01–03: shut down or starting; 08xxx: connection; 53300: too many connections; 3D000: the database is gone.
    /^(?:57P0[123]|08\w{3}|53300|3D000)$/.test(code) ||
    // Only of the drivers themselves: a message of the database, which has a code, may quote what somebody wrote.
    (code === '' &&
      /Connection terminated|is closed|Unable to acquire a connection|timeout exceeded when trying to connect/i.test(
        error.message,
      ))
  )
}
