import type { ServerResponse } from 'node:http'

const started = new WeakMap<ServerResponse, number>()

/** Stands in the footer while the page is being made; the figure itself is known only when all the rest is done. */
export const buildTimeMark = '\u2063build-time\u2063'

export function startBuildTime(res: ServerResponse): void {
  started.set(res, performance.now())
}

/** Milliseconds since the request began to be worked on. */
export function buildTime(res: ServerResponse): number {
  const start = started.get(res)
  return start === undefined ? 0 : performance.now() - start
}
