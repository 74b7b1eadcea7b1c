import type { Language } from '../../language/language.js'
import { plainText, type SafeHtml, safeBody } from '../../text/safe-html.js'
import { inlinePicture, type Picture } from '../media/picture.js'
import type { AttachmentFacts } from './attachment-facts.js'
import { blocksHtml, evenHeadings } from './html-blocks.js'
import { linkTo } from './html-inline.js'
import {
  escapeAttribute,
  escapeText,
  type HtmlElement,
  type HtmlNode,
  linkAround,
  parseTree,
  picturesIn,
} from './html-tree.js'
import { type EmptyGallery, stretchesOf } from './wordpress-text.js'
import type { WxrAttachment } from './wxr-entry.js'

/** A post's text as a tree, with what it needs to become a body. */
export interface WordpressText {
  stretches: { nodes: HtmlNode[]; isClassic: boolean }[]
  emptyGalleries: EmptyGallery[]
  facts: AttachmentFacts
  language: Language
}

/** Throws an error for HTML that is nested too deep. */
export function readWordpressText(
  content: string,
  facts: AttachmentFacts,
  postNumber: string,
  language: Language,
): WordpressText {
  const emptyGalleries: EmptyGallery[] = []
  const stretches = stretchesOf(content, facts, postNumber, (gallery) => emptyGalleries.push(gallery)).map(
    ({ html, isClassic }) => ({ nodes: parseTree(html), isClassic }),
  )
  return { stretches, emptyGalleries, facts, language }
}

/** The attachments that the text shows, each once. */
export function attachmentsIn({ stretches, facts }: WordpressText): WxrAttachment[] {
  const shown = stretches.flatMap(({ nodes }) => picturesIn(nodes)).flatMap((img) => attachmentOf(img, facts) ?? [])
  return [...new Set(shown)]
}

const mostTold = 20

/** What the text shows and the export does not hold, in words for the operator: nobody fetches it, and no reader sees it here. */
export function absencesIn({ stretches, emptyGalleries, facts }: WordpressText): string[] {
  const absent = stretches
    .flatMap(({ nodes }) => picturesIn(nodes))
    .filter((img) => !isPixel(img) && !attachmentOf(img, facts))
    .map((img) => addressOf(img) || 'one inside the text itself')
  const addresses = [...new Set(absent)]
  return [
    ...(addresses.length === 0
      ? []
      : [
          `${addresses.length === 1 ? 'a picture' : `${addresses.length} pictures`} of its text without an attachment in the export ${addresses.length === 1 ? 'was' : 'were'} not taken in: ${listOf(addresses)}`,
        ]),
    ...emptyGalleries.map(({ name, absent }) =>
      absent.length === 0
        ? `its [${name}] shows nothing: it names no attachments, and the export holds none of this post`
        : `its [${name}] lacks the attachments no. ${listOf(absent)}, which are not in the export`,
    ),
  ]
}

function listOf(words: string[]): string {
  const told = words.slice(0, mostTold).map((word) => (word.length <= 300 ? word : `${word.slice(0, 299)}…`))
  return `${told.join(', ')}${words.length > mostTold ? ` and ${words.length - mostTold} more` : ''}`
}

/** The text as a body. A picture that `pictureOf` does not know becomes a link to where it was. */
export function bodyOf(text: WordpressText, pictureOf: (attachment: WxrAttachment) => Picture | undefined): SafeHtml {
  const pictureHtml = (img: HtmlElement, caption: string): string => {
    if (isPixel(img)) return ''
    const attachment = attachmentOf(img, text.facts)
    const picture = attachment && pictureOf(attachment)
    const alt = img.attribs.alt?.trim() || attachment?.alt || ''
    const target = targetOf(img, text.facts)
    if (!picture) return missingPicture(attachment?.address ?? addressOf(img), alt, caption, target, text.language)
    const html = inlinePicture(picture, alt)
    const linked = target === undefined ? html : `<a href="${escapeAttribute(target)}">${html}</a>`
    return `<figure>${linked}${caption === '' ? '' : `<figcaption>${caption}</figcaption>`}</figure>`
  }
  const blocks = text.stretches.map(({ nodes, isClassic }) => blocksHtml(nodes, { isClassic, pictureHtml }))
  return safeBody(evenHeadings(blocks.join('\n')))
}

/** Where a picture's link leads, unless it is the picture itself or its own page, as most are. */
function targetOf(img: HtmlElement, facts: AttachmentFacts): string | undefined {
  const target = linkAround(img)
  if (target === undefined || !/^(?:https?:\/\/|\/(?!\/))/.test(target)) return undefined
  if (/\.(?:jpe?g|png|gif|webp|avif)(?:\?.*)?$|[?&]attachment_id=/i.test(target) || facts.isPage(target))
    return undefined
  return target
}

const pictureWord: Record<Language, string> = { ru: 'Фото', kk: 'Сурет' }

function missingPicture(
  address: string,
  alt: string,
  caption: string,
  target: string | undefined,
  language: Language,
): string {
  // A logo with a link is the link.
  if (target !== undefined && alt !== '') return `<p>${linkTo(target, alt)}</p>`
  const label = `${pictureWord[language]}: ${plainText(caption) || alt || fileName(address)}`
  if (!/^https?:\/\//.test(address)) return alt === '' && caption === '' ? '' : `<p>${escapeText(label)}</p>`
  if (!caption.includes('<a ')) return `<p>${linkTo(address, label)}</p>`
  return `<p>${linkTo(address, `${pictureWord[language]}: ${alt || fileName(address)}`)}<br />${caption}</p>`
}

function fileName(address: string): string {
  const name = /([^/?#]+)(?:[?#].*)?$/.exec(address)?.[1] ?? ''
  try {
    return decodeURIComponent(name)
  } catch {
    return name
  }
}

function attachmentOf(img: HtmlElement, facts: AttachmentFacts): WxrAttachment | undefined {
  const address = addressOf(img)
  if (address === '') return undefined
  const found = facts.byAddress(address)
  if (found) return found
  // The number that WordPress writes beside a picture may come from another site's text; then the names differ.
  const number = /\bwp-image-(\d+)\b/.exec(img.attribs.class ?? '')?.[1]
  const named = number === undefined ? undefined : facts.byNumber(number)
  return named && stem(named.address) === stem(address) ? named : undefined
}

function stem(address: string): string {
  return fileName(address)
    .replace(/(?:-\d+x\d+)?\.\w+$/, '')
    .toLowerCase()
}

/** Plugins that load pictures late keep the address in another attribute and a blank in `src`. */
function addressOf({ attribs }: HtmlElement): string {
  const candidates = [attribs['data-orig-file'], attribs['data-lazy-src'], attribs['data-src'], attribs.src]
  const address = candidates.find((value) => value && !value.startsWith('data:')) ?? ''
  return address.startsWith('//') ? `https:${address}` : address.trim()
}

/** Counters of other sites. */
function isPixel({ attribs }: HtmlElement): boolean {
  return attribs.width === '1' || attribs.height === '1'
}
