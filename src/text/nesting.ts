/** What a person's text never reaches, and what a parser that looks for its place at every tag still does at once. */
const deepest = 1000

const tags = /<(\/?)([a-z][^\s/>]*)/gi
const withoutEnd = new Set([
  'area',
  'base',
  'br',
  'col',
  'embed',
  'hr',
  'img',
  'input',
  'link',
  'meta',
  'source',
  'wbr',
])

/**
 * Whether more elements stand open within one another than any text has: reading them takes the square of their number, by
 * which a megabyte of `<b>` would stop the server. Rather too strict than too lenient: an end counts for its own name only.
 */
export function isTooDeep(html: string): boolean {
  if (!hasManyTags(html)) return false
  const open = new Map<string, number>()
  let depth = 0
  for (const [, slash, given = ''] of html.matchAll(tags)) {
    const name = given.toLowerCase()
    if (withoutEnd.has(name)) continue
    const count = open.get(name) ?? 0
    if (slash === '') {
      open.set(name, count + 1)
      if (++depth > deepest) return true
    } else if (count > 0) {
      open.set(name, count - 1)
      depth--
    }
  }
  return false
}

/** Asked first: nearly no text has so many tags at all, and an import asks of every one. */
function hasManyTags(html: string): boolean {
  let at = -1
  for (let count = 0; count <= deepest; count++) {
    at = html.indexOf('<', at + 1)
    if (at === -1) return false
  }
  return true
}
