import { basename, dirname } from 'node:path'
import { type Response, Router } from 'express'
import type { Kit } from '../../platform/kit.js'
import { NotAllowed, NotFound } from '../../web/errors.js'
import { type PictureFormat, type PictureWidth, pictureFormats, pictureWidths } from './picture.js'
import { fileOf } from './picture-variants.js'

/** `640.avif` and the other fourteen: a name is looked up, never taken apart, so that no trick with paths can be in it. */
const offered = new Map<string, { width: PictureWidth; format: PictureFormat }>(
  pictureWidths.flatMap((width) => pictureFormats.map((format) => [`${width}.${format}`, { width, format }] as const)),
)

const types: Record<PictureFormat, string> = { avif: 'image/avif', webp: 'image/webp', jpg: 'image/jpeg' }

/** `/media/{hash}/{width}.{format}`, for ever the same bytes. */
export function pictureRoutes(kit: Kit): Router {
  return Router()
    .get('/media/:hash/:file', (req, res) => send(kit, req.params.hash, req.params.file, res))
    .all('/media/:hash/:file', () => {
      throw new NotAllowed(['GET', 'HEAD'])
    })
}

async function send(kit: Kit, hash: string, file: string, res: Response): Promise<void> {
  const variant = /^[0-9a-f]{64}$/.test(hash) ? offered.get(file) : undefined
  const path = variant && (await fileOf(kit, hash, variant.width, variant.format))
  if (!path) throw new NotFound(`no picture ${hash}/${file}`)
  res.sendFile(basename(path), {
    root: dirname(path),
    dotfiles: 'deny',
    cacheControl: false,
    lastModified: false,
    // Given here, they are set only once the file is open: an answer that fails must not be kept for a year.
    headers: {
      'Cache-Control': 'public, max-age=31536000, immutable',
      'Content-Type': types[variant.format],
      ETag: `"${hash.slice(0, 32)}-${file}"`,
    },
  })
}
