import sanitize from 'sanitize-html'
import { isTooDeep } from './nesting.js'

declare const safe: unique symbol

/** HTML that may be printed as it is: the output of a sanitising policy or of a template. */
export type SafeHtml = string & { readonly [safe]: true }

/** Stored beside every sanitised text; raise it when a policy becomes stricter, so that old rows can be found and redone. */
export const policyVersion = 2

const articleTags = [
  'p', 'h2', 'h3', 'h4', 'ul', 'ol', 'li', 'blockquote', 'cite', 'q', 'strong', 'em', 'b', 'i', 's', 'sub', 'sup', 'mark', 'small',
  'abbr', 'time', 'code', 'pre', 'br', 'hr', 'a', 'img', 'figure', 'figcaption', 'aside', 'details', 'summary',
  'table', 'caption', 'thead', 'tbody', 'tfoot', 'tr', 'th', 'td', 'dl', 'dt', 'dd', 'ins', 'del', 'bdi', 'bdo',
] // biome-ignore format: one look is enough for a list of tags

const article: sanitize.IOptions = {
  allowedTags: articleTags,
  allowedAttributes: {
    a: ['href', 'title', 'rel', 'hreflang'],
    img: ['src', 'alt', 'width', 'height', 'data-picture', 'data-tone', 'data-bytes'],
    th: ['scope', 'colspan', 'rowspan'],
    td: ['colspan', 'rowspan'],
    ol: ['start', 'reversed'],
    li: ['value'],
    time: ['datetime'],
    abbr: ['title'],
    // Blocks of the editor: what they are is said in the mark-up, how they look in the reader's style sheet.
    figure: ['data-kind'],
    aside: ['data-kind'],
    // Who took a picture, at the end of its caption.
    small: ['data-kind'],
    '*': ['lang', 'dir'],
  },
  allowedSchemes: ['http', 'https', 'mailto', 'tel'],
  allowedSchemesByTag: { img: [] },
  allowProtocolRelative: false,
  // Pictures are ours or none: a foreign address in a body would tell another site who reads it, and one with dots in its path
  // would ask for a page of ours that does something.
  exclusiveFilter: (frame) => frame.tag === 'img' && !/^\/media\/[0-9a-f]{64}\/\d+\.jpg$/.test(frame.attribs.src ?? ''),
  transformTags: {
    h1: 'h2',
    h5: 'h4',
    h6: 'h4',
    tt: 'code',
    strike: 's',
    big: 'strong',
    acronym: 'abbr',
    figure: withKind(['gallery', 'embed']),
    aside: withKind(['also']),
    small: withKind(['credit']),
    a: (tagName, { href = '', title, hreflang }) => ({
      tagName,
      attribs: {
        href,
        ...(title && { title }),
        ...(hreflang && { hreflang }),
        ...(/^https?:/.test(href) && { rel: 'noopener' }),
      },
    }),
  },
  nonTextTags: [
    'script',
    'style',
    'textarea',
    'option',
    'noscript',
    'title',
    'iframe',
    'object',
    'embed',
    'svg',
    'math',
    'template',
    'select',
    'button',
  ],
  nestingLimit: 60,
}

/** A `data-kind` that we do not know goes, and leaves no empty attribute. */
function withKind(known: readonly string[]): sanitize.Transformer {
  return (tagName, { 'data-kind': kind, ...attribs }) => ({
    tagName,
    attribs: kind !== undefined && known.includes(kind) ? { ...attribs, 'data-kind': kind } : attribs,
  })
}

const comment: sanitize.IOptions = {
  allowedTags: ['p', 'br', 'strong', 'em', 'b', 'i', 's', 'blockquote', 'code', 'pre', 'ul', 'ol', 'li', 'a'],
  allowedAttributes: { a: ['href', 'rel'] },
  allowedSchemes: ['http', 'https'],
  allowProtocolRelative: false,
  transformTags: {
    a: (tagName, { href = '' }) => ({ tagName, attribs: { href, rel: 'ugc nofollow noopener' } }),
  },
  nonTextTags: article.nonTextTags ?? [],
  nestingLimit: 12,
}

/** The body of an article or a plain page: semantic HTML without scripts, styles, classes or foreign pictures. */
export function safeBody(html: string): SafeHtml {
  return tidy(sanitizeBounded(clean(html), article)) as SafeHtml
}

export function safeComment(html: string): SafeHtml {
  return tidy(sanitizeBounded(clean(html), comment)) as SafeHtml
}

/** HTML without its markup: words with single spaces, entities decoded. */
export function plainText(html: string): string {
  const spaced = html.replace(
    /<(?=\/?(?:p|h\d|li|br|tr|td|th|blockquote|figcaption|aside|dt|dd|div|table|ul|ol)\b)/gi,
    ' <',
  )
  return decodeEntities(
    sanitizeBounded(clean(spaced), { allowedTags: [], allowedAttributes: {}, nonTextTags: article.nonTextTags ?? [] }),
  )
    .replace(/\s+/g, ' ')
    .trim()
}

/** Of what is nested beyond all sense the words are kept, and the tags are not. */
function sanitizeBounded(html: string, options: sanitize.IOptions): string {
  return sanitize(isTooDeep(html) ? html.replace(/<[^<>]*>/g, ' ') : html, options)
}

/** Text typed by a person for one line: no control characters, no markup meaning, single spaces, at most `max` characters. */
export function oneLine(text: string, max: number): string {
  // A sign of two units is not cut in half.
  return clean(text)
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, max)
    .replace(/[\ud800-\udbff]$/, '')
}

/** PostgreSQL refuses NUL; the other control characters have no place in text. Lone surrogates would break UTF-8. */
function clean(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: removing them is the point
  return text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ufffe\uffff]/g, '').toWellFormed()
}

function tidy(html: string): string {
  return html.replace(/<p>(?:\s|&nbsp;|<br \/>)*<\/p>/g, '').trim()
}

/** sanitize-html leaves only these five escaped in its text. */
function decodeEntities(text: string): string {
  return text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&')
}
