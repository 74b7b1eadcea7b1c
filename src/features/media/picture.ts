/** A picture that was taken in: known by the hash of its content, never changed afterwards. */
export interface Picture {
  id: number
  hash: string
  width: number
  height: number
  /** The dominant colour as one of 64 classes, `tone-0` … `tone-63`. */
  tone: number
  /** Bytes of its 640 px JPEG. */
  liteBytes: number
}

/** A picture in its place: the same one has other words in another language. */
export interface Cover extends Picture {
  alt: string
  /** Where its eye lies, 0 to 1 from its left and upper edge: crops keep this point. */
  focus: { x: number; y: number } | null
}

export const pictureWidths = [320, 480, 640, 960, 1280] as const
export const pictureFormats = ['avif', 'webp', 'jpg'] as const
export type PictureFormat = (typeof pictureFormats)[number]
export type PictureWidth = (typeof pictureWidths)[number]

/** `/media/3f9c…/640.avif`: immutable, since the hash names the content. */
export function pictureAddress(hash: string, width: number, format: PictureFormat): string {
  return `/media/${hash}/${width}.${format}`
}

/** Widths worth offering: none wider than the picture, except the smallest that covers it whole. */
export function offeredWidths(pictureWidth: number): readonly PictureWidth[] {
  const covering = pictureWidths.findIndex((width) => width >= pictureWidth)
  return covering === -1 ? pictureWidths : (narrower[covering] ?? pictureWidths)
}

const narrower = pictureWidths.map((_, at) => pictureWidths.slice(0, at + 1))

/** The widest JPEG there is of it: for machines that take one. */
export function largestPicture(hash: string, pictureWidth: number): string {
  return pictureAddress(hash, offeredWidths(pictureWidth).at(-1) ?? liteWidth, 'jpg')
}

export function srcset(picture: Pick<Picture, 'hash' | 'width'>, format: PictureFormat): string {
  let offered = ''
  for (const width of offeredWidths(picture.width)) {
    const address = pictureAddress(picture.hash, width, format)
    offered += `${offered === '' ? '' : ', '}${address} ${Math.min(width, picture.width)}w`
  }
  return offered
}

/** An inline picture as bodies store it: whole on its own for feeds, and with what the page needs to offer its variants. */
export function inlinePicture(picture: Picture, alt: string): string {
  return tagOf(picture, escapeAttribute(alt))
}

/** A sanitised body with one picture in the place of another; what it says about it stays. */
export function withOtherPicture(body: string, from: Pick<Picture, 'hash'>, into: Picture): string {
  return body.replace(/<img\b[^>]*>/g, (tag) =>
    tag.includes(`src="/media/${from.hash}/`) ? tagOf(into, / alt="([^"]*)"/.exec(tag)?.[1] ?? '') : tag,
  )
}

function tagOf(picture: Picture, escapedAlt: string): string {
  const src = pictureAddress(picture.hash, liteWidth, 'jpg')
  return `<img src="${src}" alt="${escapedAlt}" width="${picture.width}" height="${picture.height}" data-picture="${picture.id}" data-tone="${picture.tone}" data-bytes="${picture.liteBytes}" />`
}

/** The nearest of 9 × 9 points: the style sheet has a class for each row and column, since a strict CSP allows no style attribute. */
export function focusClasses(focus: Cover['focus']): string {
  if (focus === null) return ''
  return `fx-${Math.round(focus.x * 8)} fy-${Math.round(focus.y * 8)}`
}

/** The width whose JPEG serves feeds and the lite version. */
export const liteWidth = 640

function escapeAttribute(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
