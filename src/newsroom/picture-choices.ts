import type { Request, Response } from 'express'
import { demand, type Staff } from '../features/accounts/staff.js'
import { liteWidth, type Picture, pictureAddress } from '../features/media/picture.js'
import { maxBytes } from '../features/media/picture-check.js'
import { PictureRefused, takeInPicture } from '../features/media/picture-intake.js'
import { newestPictures } from '../features/media/picture-store.js'
import { say } from '../language/say.js'
import type { Kit } from '../platform/kit.js'
import { oneLine } from '../text/safe-html.js'

const offered = 48

/** Pictures for the editor to choose from: the newest, or those that the words describe. */
export async function pictureChoices(kit: Kit, _staff: Staff, req: Request, res: Response): Promise<void> {
  const words = oneLine(String(req.query.q ?? ''), 100)
  res.json({ pictures: (await newestPictures(kit.db, { words, limit: offered })).map(choice) })
}

function choice(picture: Picture & { alt?: string; caption?: string; credit?: string }) {
  const { hash, ...rest } = picture
  return { alt: '', caption: '', credit: '', ...rest, src: pictureAddress(hash, liteWidth, 'jpg') }
}

/** Takes in the request's body as a picture: what it is, its content says. */
export async function uploadPicture(kit: Kit, staff: Staff, req: Request, res: Response): Promise<void> {
  demand(staff, 'media.upload')
  const faults = say(staff.language).editor.picture
  const bytes = await bodyOf(req)
  if (bytes === null) {
    // What is still on its way is not read.
    res.setHeader('Connection', 'close')
    return void res.status(413).json({ fault: faults['too-heavy'] })
  }
  try {
    res.json({ picture: choice(await takeInPicture(kit, bytes)) })
  } catch (error) {
    if (!(error instanceof PictureRefused)) throw error
    res.status(422).json({ fault: faults[error.reason] })
  }
}

async function bodyOf(req: Request): Promise<Buffer | null> {
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of req as AsyncIterable<Buffer>) {
    length += chunk.length
    if (length > maxBytes) return null
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}
