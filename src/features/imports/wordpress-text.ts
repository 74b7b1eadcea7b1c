import { type AttachmentFacts, isPictureAddress } from './attachment-facts.js'
import { replaceShortcodes, type Shortcode } from './shortcode.js'
import type { WxrAttachment } from './wxr-entry.js'

/** A stretch of a post's text as HTML. In `classic` text, lines and empty lines are WordPress's line breaks and paragraphs. */
export interface Stretch {
  html: string
  isClassic: boolean
}

/** A shortcode that shows attachments which the export does not hold. */
export interface EmptyGallery {
  /** `gallery` or `playlist`. */
  name: string
  /** None: it names none, and its post has none either. */
  absent: string[]
}

/** What WordPress writes and no browser reads is resolved: block comments, shortcodes, marks for "more" and pages. */
export function stretchesOf(
  content: string,
  facts: AttachmentFacts,
  postNumber: string,
  onEmptyGallery: (gallery: EmptyGallery) => void = () => {},
): Stretch[] {
  return splitBlocks(content.replace(/\r\n?/g, '\n')).map(({ html, isClassic }) => ({
    html: replaceShortcodes(withoutMarks(html), (shortcode) => {
      const gallery = emptyGallery(shortcode, facts, postNumber)
      if (gallery) onEmptyGallery(gallery)
      return htmlOf(shortcode, facts, postNumber)
    }),
    isClassic,
  }))
}

function emptyGallery(
  { name, attributes }: Shortcode,
  facts: AttachmentFacts,
  postNumber: string,
): EmptyGallery | undefined {
  if (name !== 'gallery' && name !== 'playlist') return undefined
  const named = numbersIn(attributes.ids ?? (name === 'gallery' ? attributes.include : ''))
  const absent = named.filter((number) => !facts.byNumber(number))
  const showsNothing = named.length === 0 && name === 'gallery' && galleryOf(attributes, facts, postNumber).length === 0
  return absent.length > 0 || showsNothing ? { name, absent } : undefined
}

/** Text inside `<!-- wp:… -->` blocks is finished HTML; text outside was typed in the classic editor. */
function splitBlocks(content: string): Stretch[] {
  const stretches: Stretch[] = []
  let depth = 0
  let from = 0
  const take = (until: number) => {
    const html = content.slice(from, until)
    const isClassic = depth === 0
    const last = stretches.at(-1)
    // Inner blocks stand inside an element of the outer one, so the pieces of a stretch stay together.
    if (last?.isClassic === isClassic) last.html += html
    else if (html.trim() !== '') stretches.push({ html, isClassic })
  }
  for (let at = content.indexOf('<!--'); at >= 0; at = content.indexOf('<!--', at + 4)) {
    const [, closing, name] = /^<!--\s+(\/?)wp:([a-z][a-z0-9/_-]*)/.exec(content.slice(at, at + 200)) ?? []
    const end = content.indexOf('-->', at)
    if (end < 0) break
    if (name === undefined) continue
    take(at)
    from = end + 3
    if (name === 'freeform' || name === 'core/freeform') continue
    if (closing) depth = Math.max(0, depth - 1)
    else if (content[end - 1] !== '/') depth++
  }
  take(content.length)
  return stretches
}

function withoutMarks(html: string): string {
  return html.replace(/<!--(?:more\b[^>]{0,500}|nextpage|noteaser)-->/g, '\n\n')
}

function htmlOf({ name, attributes, inner }: Shortcode, facts: AttachmentFacts, postNumber: string): string {
  switch (name) {
    case 'caption':
    case 'wp_caption':
      return inner === undefined
        ? ''
        : apart(
            `<figure>${inner}${attributes.caption ? `<figcaption>${attributes.caption}</figcaption>` : ''}</figure>`,
          )
    case 'gallery':
      return apart(galleryOf(attributes, facts, postNumber).map(figureOf).join('\n'))
    case 'playlist':
      return apart(
        numbersIn(attributes.ids)
          .flatMap((number) => facts.byNumber(number) ?? [])
          .map(({ address, title }) => link(address, title))
          .join('\n'),
      )
    case 'audio':
    case 'video':
    case 'embed':
    case 'wpvideo':
      return apart(link(addressIn(attributes) ?? addressInText(inner)))
    default:
      return inner ?? apart(link(addressIn(attributes)))
  }
}

function galleryOf(attributes: Record<string, string>, facts: AttachmentFacts, postNumber: string): WxrAttachment[] {
  const named = numbersIn(attributes.ids ?? attributes.include)
  if (named.length > 0) return named.flatMap((number) => facts.byNumber(number) ?? [])
  const left = new Set(numbersIn(attributes.exclude))
  return facts
    .ofPost(attributes.id ?? postNumber)
    .filter(({ number, address }) => !left.has(number) && isPictureAddress(address))
}

function numbersIn(list = ''): string[] {
  return list.match(/\d+/g) ?? []
}

function figureOf({ address, alt, caption }: WxrAttachment): string {
  const picture = `<img src="${attribute(address)}" alt="${attribute(alt)}">`
  return `<figure>${picture}${caption ? `<figcaption>${caption}</figcaption>` : ''}</figure>`
}

function link(address: string | undefined, words?: string): string {
  return address === undefined ? '' : `<p><a href="${attribute(address)}">${attribute(words || address)}</a></p>`
}

const addressPattern = /https?:\/\/[^\s"'<>\]]+/

function addressIn(attributes: Record<string, string>): string | undefined {
  return Object.values(attributes).find((value) => /^https?:\/\/\S+$/.test(value))
}

function addressInText(text = ''): string | undefined {
  return addressPattern.exec(text)?.[0]
}

/** A shortcode on its own line is a block; in the middle of a line it is not made one by the empty lines of HTML. */
function apart(html: string): string {
  return html === '' ? '' : `\n\n${html}\n\n`
}

/** The text is HTML already, so that `&amp;` stays what it is. */
function attribute(text: string): string {
  return text.replaceAll('"', '&quot;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
