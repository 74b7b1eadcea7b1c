import { type Logger, pino } from 'pino'

export type Log = Logger

/** JSON lines for a machine; on a terminal, lines for a person. Addresses of readers and form fields are never logged. */
export function openLog(options: { level: string; pretty: boolean }): Log {
  return pino({
    level: options.level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: ['password', 'token', 'secret', '*.password', '*.token', '*.secret'],
    ...(options.pretty && {
      transport: { target: 'pino-pretty', options: { translateTime: 'HH:MM:ss', ignore: 'pid,hostname' } },
    }),
  })
}
