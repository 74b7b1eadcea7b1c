import { openSharp } from './heavy-work.js'

export type RefusalReason =
  | 'too-heavy'
  | 'not-a-picture'
  | 'svg'
  | 'unsupported'
  | 'broken'
  | 'too-many-pixels'
  | 'too-small'

/** Bytes that are not taken in. `reason` is for programs, which say it in the editor's language; the message for logs and the operator. */
export class PictureRefused extends Error {
  override name = 'PictureRefused'
  constructor(
    readonly reason: RefusalReason,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options)
  }
}

export const maxBytes = 25 * 1024 * 1024
export const maxPixels = 50_000_000
export const maxSide = 12_000
export const minSide = 16

/** Types by content. The name and the type that came with a file are its sender's word and are never asked. */
const accepted = new Set([
  'image/jpeg',
  'image/png',
  'image/apng',
  'image/webp',
  'image/avif',
  'image/gif',
  'image/tiff',
  'image/heic',
  'image/heif',
])

/** Gives the content's type, having read its header only, or throws `PictureRefused`. */
export async function checkPicture(bytes: Buffer): Promise<string> {
  if (bytes.length > maxBytes) {
    throw new PictureRefused('too-heavy', `The file has ${bytes.length} bytes; at most ${maxBytes} are taken.`)
  }
  const type = await typeOf(bytes)
  const { width, height } = await sizeOf(bytes, type)
  if (width > maxSide || height > maxSide || width * height > maxPixels) throw tooManyPixels(`${width} × ${height}`)
  if (width < minSide || height < minSide) {
    throw new PictureRefused(
      'too-small',
      `The picture has ${width} × ${height} pixels; a side needs at least ${minSide}.`,
    )
  }
  return type
}

/** As a person sees it, read from the header: a phone's camera writes down that its pixels lie on their side. */
export async function uprightSize(bytes: Buffer): Promise<{ width: number; height: number }> {
  const sharp = await openSharp()
  return (await sharp(bytes, { limitInputPixels: false }).metadata()).autoOrient
}

/** What a failed reading means; sharp tells its causes apart by their words only. */
export function refusalOf(error: unknown, type: string): PictureRefused {
  const words = error instanceof Error ? error.message : String(error)
  if (words.includes('exceeds pixel limit')) return tooManyPixels('too many')
  // The codec of iPhone pictures is patented, and the sharp that npm brings has no decoder for it.
  if (type.startsWith('image/hei')) {
    return new PictureRefused('unsupported', 'HEIC pictures cannot be read here; save it as JPEG.', { cause: error })
  }
  return new PictureRefused('broken', `The picture is damaged or cut off: ${words.split('\n')[0]}`, { cause: error })
}

async function typeOf(bytes: Buffer): Promise<string> {
  const type = await sniff(bytes)
  if (type && accepted.has(type)) return type
  if (type?.startsWith('image/')) {
    throw new PictureRefused('unsupported', `Pictures of type ${type} are not taken; save it as JPEG or PNG.`)
  }
  // Refused whatever it holds: an SVG is a document with script, style and foreign addresses, not pixels.
  if (/<svg[\s>]/i.test(bytes.toString('latin1', 0, 4096))) {
    throw new PictureRefused('svg', 'SVG drawings are not taken, since they can carry script; save it as PNG.')
  }
  throw new PictureRefused('not-a-picture', `The file is not a picture${type ? ` but ${type}` : ''}.`)
}

async function sniff(bytes: Buffer): Promise<string | undefined> {
  const { fileTypeFromBuffer } = await import('file-type')
  // Thrown for containers that end in the middle; nothing could be read from them anyway.
  const found = await fileTypeFromBuffer(bytes).catch(() => undefined)
  if (found) return found.mime
  // The sniffer wants a TIFF's table of contents, which often stands at the end and is what a cut-off one lacks.
  return /^(?:II\*\0|MM\0\*)/.test(bytes.toString('latin1', 0, 4)) ? 'image/tiff' : undefined
}

/** The size its header claims. `autoOrient` is not asked: the limits are the same in both directions. */
async function sizeOf(bytes: Buffer, type: string): Promise<{ width: number; height: number }> {
  try {
    // Without a limit here the header is read and judged above; no pixel is decoded.
    const sharp = await openSharp()
    return await sharp(bytes, { limitInputPixels: false }).metadata()
  } catch (error) {
    throw refusalOf(error, type)
  }
}

function tooManyPixels(size: string): PictureRefused {
  return new PictureRefused(
    'too-many-pixels',
    `The picture has ${size} pixels; at most ${maxPixels} in all and ${maxSide} on a side are taken.`,
  )
}
