/**
 * Pasted HTML without what Word, web pages and messengers put around the words: office tags, styles, empty paragraphs, tracking
 * tails of links. The schema drops whatever readers' pages do not know; here goes what it would misunderstand.
 */
export function cleanPaste(html: string): string {
  const page = new DOMParser().parseFromString(html.replace(/<!--[\s\S]*?-->/g, ''), 'text/html')
  for (const each of page.querySelectorAll('style, script, meta, link, title, iframe, object, svg, template'))
    each.remove()
  for (const each of [...page.querySelectorAll('*')])
    if (each.tagName.includes(':')) each.replaceWith(...each.childNodes)
  lists(page)
  // Read from the attribute: the page's own policy keeps styles from being applied, also to what is only parsed.
  const styleOf = (each: Element) => each.getAttribute('style') ?? ''
  for (const each of page.querySelectorAll('span, font')) {
    const isItalic = /font-style:\s*italic/i.test(styleOf(each))
    if (!isItalic && !/font-weight:\s*(?:bold|[6-9]00)/i.test(styleOf(each))) continue
    const marked = page.createElement(isItalic ? 'em' : 'strong')
    marked.append(...each.childNodes)
    each.replaceWith(marked)
  }
  // Google Docs wraps everything into a <b> that is not bold.
  for (const each of page.querySelectorAll('b'))
    if (/font-weight:\s*(?:normal|400)/i.test(styleOf(each))) each.replaceWith(...each.childNodes)
  page.querySelectorAll('a').forEach((link) => {
    const href = cleanLink(link.getAttribute('href') ?? '')
    if (href === null) link.replaceWith(...link.childNodes)
    else link.setAttribute('href', href)
  })
  page.querySelectorAll('img').forEach((each) => {
    if (!each.getAttribute('src')?.startsWith('/media/')) each.remove()
  })
  page.querySelectorAll('p').forEach((each) => {
    if (each.textContent?.trim() === '' && !each.querySelector('img')) each.remove()
  })
  return page.body.innerHTML
}

/** Word writes list items as paragraphs that only look like a list. */
function lists(page: Document): void {
  let list: HTMLElement | null = null
  for (const each of [...page.querySelectorAll<HTMLElement>('p')]) {
    if (!/MsoListParagraph/.test(each.className) && !/mso-list:\s*l\d/.test(each.getAttribute('style') ?? '')) {
      list = null
      continue
    }
    const sign = /^[\s\u00a0]*(?:[·•o§▪–-]|(\d{1,3})[.)])[\s\u00a0]+/u.exec(each.textContent ?? '')
    const tag = sign?.[1] ? 'ol' : 'ul'
    if (list === null || list.localName !== tag) {
      list = page.createElement(tag)
      each.before(list)
    }
    const item = page.createElement('li')
    item.append(...each.childNodes)
    dropStart(item, sign?.[0].length ?? 0)
    list.append(item)
    each.remove()
  }
}

/** Takes away the first characters, however many elements they are spread over. */
function dropStart(from: Node, count: number): number {
  let left = count
  for (const child of [...from.childNodes]) {
    if (left <= 0) break
    if (child.nodeType === 3) {
      const text = child.textContent ?? ''
      child.textContent = text.slice(left)
      left -= Math.min(left, text.length)
    } else left = dropStart(child, left)
  }
  return left
}

const tails = /^(?:utm_\w+|fbclid|gclid|yclid|mc_[ce]id|igsh|si|_openstat)$/

/** An address that may stand in a story, without what follows readers around, or null. */
export function cleanLink(address: string): string | null {
  const trimmed = address.trim()
  if (/^(?:mailto:|tel:)[^\s<>"]+$/.test(trimmed)) return trimmed
  if (/^\/(?!\/)/.test(trimmed) || trimmed.startsWith('#')) return trimmed
  const given = /^[\w-]+(?:\.[\w-]+)*\.[a-zа-яё]{2,}(?:[/?#]|$)/iu.test(trimmed) ? `https://${trimmed}` : trimmed
  if (!/^https?:\/\//i.test(given) || !URL.canParse(given)) return null
  const url = new URL(given)
  if (url.origin === location.origin) return url.pathname + url.search + url.hash
  for (const name of [...url.searchParams.keys()]) if (tails.test(name)) url.searchParams.delete(name)
  return url.href
}
