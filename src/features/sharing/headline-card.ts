import type { OverlayOptions, Sharp } from 'sharp'
import { excerpt } from '../../text/excerpt.js'
import { openSharp } from '../media/heavy-work.js'
import { cardFont } from './card-font.js'
import { shareForms } from './share-picture.js'

const { width, height } = shareForms.card
const margin = 72
const ink = '#16202a'
const turquoise = '#00697a'

const background = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">
<rect width="${width}" height="${height}" fill="#fbfaf6"/><rect width="${width}" height="14" fill="${turquoise}"/>
<rect y="14" width="${width}" height="4" fill="#f2b705"/>
<g transform="translate(${margin} ${height - 122}) scale(1.75)"><circle cx="16" cy="16" r="16" fill="${turquoise}"/>
<path fill="#fbfaf6" d="M16 3.5l3.5 9L16 16l-3.5-3.5zM28.5 16l-9 3.5L16 16l3.5-3.5zM16 28.5l-3.5-9L16 16l3.5 3.5zM3.5 16l9-3.5L16 16l-3.5 3.5z"/>
<path fill="#f2b705" d="M16 3.5V16l3.5-3.5z"/></g></svg>`

/** Headline sizes in pixels from the one that we would like to the one that always fits. */
const sizes = [72, 64, 56, 48, 42]
const titleTop = 128
const maxTitleHeight = 340
const longestTitle = 170

/** A headline on paper in our own type. `fonts` are files with all its letters; nothing of the system's fonts is used. */
export async function headlineCard(
  { title, kicker, name }: { title: string; kicker: string; name: string },
  fonts: readonly string[],
): Promise<Sharp> {
  const sharp = await openSharp()
  // A font is known to the drawing library once something was drawn with its file, and then to everything drawn later.
  for (const font of fonts) await words('.', 10, ink, font)
  const [font = ''] = fonts
  const parts: OverlayOptions[] = [
    { input: await words(drawable(kicker) || name, 30, turquoise, font), left: margin, top: 70 },
    { input: await titleWords(excerpt(drawable(title) || name, longestTitle), font), left: margin, top: titleTop },
    { input: await words(name, 40, ink, font), left: margin + 74, top: height - 112 },
  ]
  return sharp(Buffer.from(background)).composite(parts)
}

async function titleWords(title: string, font: string): Promise<Buffer> {
  const sharp = await openSharp()
  for (const size of sizes) {
    const drawn = await words(title, size, ink, font)
    const { height: tall = 0, width: wide = 0 } = await sharp(drawn).metadata()
    if (tall <= maxTitleHeight && wide <= width - 2 * margin) return drawn
  }
  // One word without an end, or capitals throughout: made to fit.
  return sharp(await words(title, sizes.at(-1) ?? 42, ink, font))
    .resize({ width: width - 2 * margin, height: maxTitleHeight, fit: 'inside', withoutEnlargement: true })
    .png()
    .toBuffer()
}

async function words(text: string, size: number, colour: string, fontfile: string): Promise<Buffer> {
  const sharp = await openSharp()
  const safe = drawable(text).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
  return sharp({
    text: {
      text: `<span foreground="${colour}">${safe}</span>`,
      font: `${cardFont} ${size}`,
      fontfile,
      width: width - 2 * margin,
      dpi: 72,
      rgba: true,
      wrap: 'word-char',
    },
  })
    .png()
    .toBuffer()
}

/** Only what our face can draw: an emoji would bring in whatever font the machine happens to have. */
function drawable(text: string): string {
  return text
    .replace(/[^\p{Script=Cyrillic}\p{Script=Latin}0-9\s.,:;!?…«»„“”"'’‘()[\]/\\&<>@#%*+=_–—\-−№₸$€°×]/gu, '')
    .replace(/\s+/g, ' ')
    .trim()
}
