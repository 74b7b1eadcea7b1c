import { type DestinationStream, type Logger, pino } from 'pino'

export type Log = Logger

/** Where a fault of the database quotes the values of a statement: a reader's contact, a code, the secret of a second step. */
const quoted = ['err.params', 'err.detail']

/** JSON lines for a machine; on a terminal, lines for a person. Addresses of readers and form fields are never logged. */
export function openLog(options: { level: string; pretty: boolean }, into?: DestinationStream): Log {
  const how = {
    level: options.level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: ['password', 'token', 'secret', '*.password', '*.token', '*.secret', ...quoted],
    ...(options.pretty && {
      transport: { target: 'pino-pretty', options: { translateTime: 'HH:MM:ss', ignore: 'pid,hostname' } },
    }),
  }
  return into ? pino(how, into) : pino(how)
}
