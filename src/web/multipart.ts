import { Busboy, type BusboyInstance } from '@fastify/busboy'
import type { Request } from 'express'
import { storable } from '../text/storable.js'
import { BadRequest } from './errors.js'

export interface MultipartLimits {
  /** Bytes of one file; a larger one arrives as `tooHeavy`. */
  fileBytes: number
  files: number
  /** Bytes of one field; a longer one is cut. */
  fieldBytes: number
  fields: number
  /** How many parts are looked at, skipped ones too; a form with more is refused. Usually four times the files and the fields. */
  parts?: number
}

/** Drawn like Express's own refusal of a long body. */
export class FormTooLarge extends Error {
  override name = 'FormTooLarge'
  readonly status = 413
}

/** `name` is its sender's word for it, without folders: words, never a path. */
export type ArrivingFile = { field: string; name: string } & ({ bytes: Buffer } | { tooHeavy: true })

/**
 * Reads a form with files. Each file is handed to `take` when it is whole, and the next one is not read from the network before
 * `take` is done with it: a form costs the memory of one file. Files beyond the limit are skipped and counted. Fields are words; of
 * a repeated one the list holds all, in order.
 */
export function readMultipart(
  req: Request,
  limits: MultipartLimits,
  take: (file: ArrivingFile) => Promise<void>,
): Promise<{ fields: Map<string, string[]>; skippedFiles: number }> {
  return new Promise((resolve, reject) => {
    const fields = new Map<string, string[]>()
    let skippedFiles = 0
    let turn: Promise<void> = Promise.resolve()
    const parser = openParser(req, limits)
    const fail = (error: unknown) => {
      req.unpipe(parser)
      req.resume()
      reject(error)
    }
    // Counted here: what the parser itself skips can leave the form waiting for ever.
    let parts = 0
    let files = 0
    const isTooMany = () => {
      parts += 1
      const isMore = parts > (limits.parts ?? limits.fields + limits.files * 4)
      if (isMore) fail(new BadRequest('too many parts in a form'))
      return isMore
    }
    parser.on('field', (name, value) => {
      if (isTooMany()) return
      fields.set(name, [...(fields.get(name) ?? []), storable(value)])
    })
    parser.on('file', (field, stream, name) => {
      stream.on('error', fail)
      // A field for files that was left empty arrives as a file without a name.
      if (isTooMany() || !name) return void stream.resume()
      files += 1
      if (files > limits.files) {
        skippedFiles += 1
        return void stream.resume()
      }
      turn = turn.then(async () => {
        const chunks: Buffer[] = []
        for await (const chunk of stream) chunks.push(chunk as Buffer)
        await take(stream.truncated ? { field, name, tooHeavy: true } : { field, name, bytes: Buffer.concat(chunks) })
      })
      turn.catch(fail)
    })
    parser.on('error', (error) => fail(new BadRequest(`a form that cannot be read: ${String(error)}`)))
    parser.on('finish', () => turn.then(() => resolve({ fields, skippedFiles }), fail))
    req.on('aborted', () => fail(new BadRequest('the form broke off')))
    req.pipe(parser)
  })
}

function openParser(req: Request, limits: MultipartLimits): BusboyInstance {
  const type = req.headers['content-type'] ?? ''
  if (!/^multipart\/form-data\b/i.test(type)) throw new BadRequest('not a form with files')
  // Every browser says how long a form is.
  const bytes = Number(req.headers['content-length'] ?? Number.NaN)
  const most = limits.files * limits.fileBytes + limits.fields * limits.fieldBytes
  if (Number.isNaN(bytes)) throw new BadRequest('a form without its length')
  if (bytes > most) throw new FormTooLarge()
  try {
    return new Busboy({
      headers: { ...req.headers, 'content-type': type },
      limits: {
        fileSize: limits.fileBytes,
        fieldSize: limits.fieldBytes,
        fieldNameSize: 100,
        headerPairs: 20,
      },
    })
  } catch (error) {
    throw new BadRequest(`a form that cannot be read: ${String(error)}`)
  }
}
