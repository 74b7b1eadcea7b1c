import { join } from 'node:path'
import type { Sharp } from 'sharp'
import type { Kit } from '../../platform/kit.js'
import { oneAtATime, openSharp } from '../media/heavy-work.js'
import { exists, originalOf, writeWhole } from '../media/picture-files.js'
import { cardFontFiles } from './card-font.js'
import { headlineCard } from './headline-card.js'
import { type ShareForm, type ShareSubject, shareDigest, shareForms } from './share-picture.js'

/** Messengers load no more of a preview. */
const maxBytes = 200_000
const qualities = [80, 68, 56, 44]

const making = new Map<string, Promise<string>>()

/** The file with a share picture, drawn now when nobody asked for it yet; however many ask at once, it is drawn once. */
export async function shareFile(kit: Kit, subject: ShareSubject, form: ShareForm): Promise<string> {
  const digest = shareDigest(subject)
  const path = join(kit.mediaFolder, 'share', digest.slice(0, 2), `${digest}-${form}.jpg`)
  if (await exists(path)) return path
  const underway = making.get(path) ?? draw(kit, subject, form, path).finally(() => making.delete(path))
  making.set(path, underway)
  return underway
}

async function draw(kit: Kit, subject: ShareSubject, form: ShareForm, path: string): Promise<string> {
  const fonts = await cardFontFiles(join(kit.mediaFolder, 'share', 'fonts'))
  const original = subject.cover && (await originalOf(kit, subject.cover.hash))
  const bytes = await oneAtATime(async () => {
    const picture =
      original && subject.cover
        ? await cropped(original, subject.cover, form)
        : await headlineCard({ ...subject, name: subject.site }, fonts)
    return light(picture)
  })
  await writeWhole(path, bytes)
  return path
}

/** The part around the focal point, as near to the middle as the edges allow; without one, the liveliest part. */
async function cropped(
  original: string,
  { focalX, focalY }: { focalX: number | null; focalY: number | null },
  form: ShareForm,
): Promise<Sharp> {
  const sharp = await openSharp()
  const { width, height } = shareForms[form]
  if (focalX === null || focalY === null)
    return sharp(original).resize({ width, height, fit: 'cover', position: 'attention' })
  const { width: wide = width, height: tall = height } = await sharp(original).metadata()
  const scale = Math.min(wide / width, tall / height)
  const part = { width: Math.floor(width * scale), height: Math.floor(height * scale) }
  const start = (focus: number, whole: number, length: number) =>
    Math.round(Math.min(Math.max(focus * whole - length / 2, 0), whole - length))
  return sharp(original)
    .extract({ left: start(focalX, wide, part.width), top: start(focalY, tall, part.height), ...part })
    .resize({ width, height, fit: 'fill' })
}

async function light(picture: Sharp): Promise<Buffer> {
  const pixels = await picture.flatten({ background: '#ffffff' }).png({ compressionLevel: 1 }).toBuffer()
  const sharp = await openSharp()
  let bytes = pixels
  for (const quality of qualities) {
    bytes = await sharp(pixels).jpeg({ quality, mozjpeg: true }).toBuffer()
    if (bytes.length <= maxBytes) break
  }
  return bytes
}
