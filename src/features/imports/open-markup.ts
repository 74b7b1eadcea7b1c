/** What the parser was given since a tag ended: there the cause stands of a fault that it meets, or does not meet, much later. */
export interface OpenMarkup {
  /** Before the parser gets it. */
  read(text: string): void
  /** At this place of all that was read, and on this line. */
  tagEnded(position: number, line: number): void
  /** The name in the closing tag that ends here; the parser has no words for it in its fault. */
  closingName(position: number): string | undefined
  /** The first thing that began and has no end: after a bare `&` the parser waits for a semicolon, over a thousand items if need be. */
  unended(): { what: string; line: number } | undefined
  /** Whether the export's last tags are among it, so that the file is whole although something in it has no end. */
  holdsEnd(): boolean
}

const beginnings = /&(?![^\s&;<>"']{1,60};|[^\s&;<>"']{0,60}$)|<!--|<!\[CDATA\[/
/** Asked for last, since a bare & may stand in a tag's attribute. */
const tag = /<[^\s<>]/

export function openMarkup(): OpenMarkup {
  let kept = ''
  let keptFrom = 0
  let [tagEnd, tagLine] = [0, 1]
  const sinceTag = () => kept.slice(tagEnd - keptFrom)
  return {
    read: (text) => {
      kept = tagEnd > keptFrom ? sinceTag() + text : kept + text
      keptFrom = tagEnd
    },
    tagEnded: (position, line) => {
      tagEnd = position
      tagLine = line
    },
    closingName: (position) => /<\/([^\s<>]+)\s*>$/.exec(kept.slice(0, position - keptFrom).slice(-300))?.[1],
    unended: () => {
      const text = sinceTag()
      const found = beginnings.exec(text) ?? tag.exec(text)
      if (!found) return undefined
      const line = tagLine + (text.slice(0, found.index).match(/\r\n?|\n/g)?.length ?? 0)
      return { what: wordsOf(found[0], text.slice(found.index)), line }
    },
    holdsEnd: () => /<\/channel>\s*<\/rss>/.test(sinceTag().slice(-2000)),
  }
}

function wordsOf(beginning: string, text: string): string {
  if (beginning === '&') return 'an & that begins no entity; a mere & is written &amp;'
  const start = text.slice(0, 40).replace(/\s+/g, ' ')
  if (beginning === '<!--') return `a comment without an end (${start})`
  if (beginning === '<![CDATA[') return `a CDATA section without an end (${start})`
  return `a tag without an end (${start})`
}
