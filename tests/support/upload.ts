import type { Colleague } from './staff.js'
import type { Answer } from './test-site.js'

const boundary = 'a-line-that-no-picture-holds'

/** A form with files as a browser sends it. */
export function multipart(
  files: readonly { name: string; bytes: Buffer; field?: string }[],
  fields: Record<string, string> = {},
): Buffer {
  return Buffer.concat([
    ...Object.entries(fields).map(([name, value]) =>
      Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`),
    ),
    ...files.flatMap(({ name, bytes, field = 'files' }) => [
      Buffer.from(
        `--${boundary}\r\nContent-Disposition: form-data; name="${field}"; filename="${name}"\r\nContent-Type: image/jpeg\r\n\r\n`,
      ),
      bytes,
      Buffer.from('\r\n'),
    ]),
    Buffer.from(`--${boundary}--\r\n`),
  ])
}

export const multipartHeaders = {
  'content-type': `multipart/form-data; boundary=${boundary}`,
  'sec-fetch-site': 'same-origin',
}

/** Sends files to the library as the newsroom's scripts do, or as a plain form with `accept: 'text/html'`. */
export function sendFiles(
  who: Colleague,
  files: readonly { name: string; bytes: Buffer; field?: string }[],
  { path = '/newsroom/media', accept = 'application/json', fields = {} as Record<string, string> } = {},
): Promise<Answer> {
  return who.ask(path, {
    method: 'POST',
    body: multipart(files, fields),
    headers: { ...multipartHeaders, accept },
  })
}
