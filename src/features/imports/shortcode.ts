export interface Shortcode {
  name: string
  attributes: Record<string, string>
  /** Between `[name]` and `[/name]`; undefined where it is not closed. */
  inner: string | undefined
}

/** Those of WordPress and of well-known plugins, which need neither attributes nor an end to be one. */
const wellKnown = new Set(
  'audio caption embed gallery playlist video wp_caption wpvideo youtube vimeo archives contact-form sitemap toc'.split(
    ' ',
  ),
)

/**
 * Replaces every shortcode by what `handle` makes of it, the inner ones first. `[[name]]` becomes the words `[name]`. Brackets in prose
 * stay: a shortcode is well known, is closed, has attributes, or has a name no word has.
 */
export function replaceShortcodes(text: string, handle: (shortcode: Shortcode) => string): string {
  let out = ''
  let at = 0
  const lastEnds = new Map<string, number>()
  /** Where a shortcode's end tag stands, or -1; a text with thousands of shortcodes is not searched through for each. */
  const endTagAfter = (name: string, from: number): number => {
    const endTag = `[/${name}]`
    const last = lastEnds.get(endTag) ?? text.lastIndexOf(endTag)
    lastEnds.set(endTag, last)
    return last < from ? -1 : text.indexOf(endTag, from)
  }
  for (;;) {
    const tag = nextTag(text, at)
    if (!tag) return out + text.slice(at)
    out += text.slice(at, tag.start)
    const close = tag.isClosed ? -1 : endTagAfter(tag.name, tag.end)
    if (tag.isEscaped) {
      out += text.slice(tag.start + 1, tag.end - 1)
      at = tag.end
    } else if (!isShortcode(tag, close >= 0)) {
      out += '['
      at = tag.start + 1
    } else {
      const inner = close < 0 ? undefined : replaceShortcodes(text.slice(tag.end, close), handle)
      out += handle({ name: tag.name.toLowerCase(), attributes: attributesOf(tag.words), inner })
      at = close < 0 ? tag.end : close + tag.name.length + 3
    }
  }
}

interface Tag {
  name: string
  words: string
  start: number
  end: number
  isClosed: boolean
  isEscaped: boolean
}

const longest = 5000

function nextTag(text: string, from: number): Tag | undefined {
  for (let start = text.indexOf('[', from); start >= 0; start = text.indexOf('[', start + 1)) {
    const isDoubled = text[start + 1] === '['
    const nameAt = start + (isDoubled ? 2 : 1)
    const name = /^[a-z][\w-]{0,60}(?=[\s\]/])/i.exec(text.slice(nameAt, nameAt + 62))?.[0]
    if (name === undefined) continue
    const close = endOf(text, nameAt + name.length)
    if (close < 0) continue
    const words = text.slice(nameAt + name.length, close).trim()
    const isEscaped = isDoubled && text[close + 1] === ']'
    return {
      name,
      words: words.replace(/\/$/, ''),
      start: isDoubled && !isEscaped ? start + 1 : start,
      end: close + (isEscaped ? 2 : 1),
      isClosed: words.endsWith('/'),
      isEscaped,
    }
  }
  return undefined
}

/** The bracket that ends a tag; one inside quotes does not, unless the quotes are never closed. */
function endOf(text: string, from: number): number {
  let quote = ''
  const last = Math.min(text.length, from + longest)
  for (let at = from; at < last; at++) {
    const letter = text.charAt(at)
    if (quote !== '') {
      if (letter === quote) quote = ''
    } else if (letter === ']') return at
    else if (letter === '[') return -1
    else if ((letter === '"' || letter === "'") && text[at - 1] === '=') quote = letter
  }
  const nearest = text.indexOf(']', from)
  return quote !== '' && nearest >= 0 && nearest < last ? nearest : -1
}

function isShortcode({ name, words }: Tag, hasEnd: boolean): boolean {
  return wellKnown.has(name.toLowerCase()) || hasEnd || /[_-]/.test(name) || /^[\w-]+\s*=\s*\S/.test(words)
}

/** `ids="1,2" wide https://…` → `{ ids: '1,2', 0: 'wide', 1: 'https://…' }` */
function attributesOf(words: string): Record<string, string> {
  const found: Record<string, string> = {}
  let bare = 0
  for (const [, name, double, single, plain, alone] of words.matchAll(
    /([\w-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"']+))|("[^"]*"|\S+)/g,
  )) {
    if (name === undefined) found[bare++] = (alone ?? '').replace(/^"|"$/g, '')
    else found[name.toLowerCase()] = double ?? single ?? plain ?? ''
  }
  return found
}
