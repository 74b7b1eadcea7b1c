/** XML 1.0 knows no other control characters; a lone surrogate is no character at all. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: removing them is the point
const forbidden = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g

const special = /[&<>"']/
const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

function allowed(text: string): string {
  return text.toWellFormed().replace(forbidden, '')
}

/** Text as it may stand between tags and in attributes. */
export function xmlText(text: string): string {
  const clean = allowed(text)
  return special.test(clean) ? clean.replace(/[&<>"']/g, (sign) => entities[sign] ?? sign) : clean
}

/** Markup handed on as text: its own end mark is parted between two sections. */
export function cdata(html: string): string {
  return `<![CDATA[${allowed(html).replaceAll(']]>', ']]]]><![CDATA[>')}]]>`
}

type Attributes = Record<string, string | number | null | undefined>

/** `<name a="1">…</name>`; `content` is XML already. Attributes that are null are left out. */
export function element(name: string, attributes: Attributes, content = ''): string {
  const words = Object.entries(attributes)
    .map(([key, value]) => (value === null || value === undefined ? '' : ` ${key}="${xmlText(String(value))}"`))
    .join('')
  return content === '' ? `<${name}${words}/>` : `<${name}${words}>${content}</${name}>`
}

/** `<name>text</name>`, or nothing when there is no text. */
export function textElement(name: string, text: string | null | undefined): string {
  return text === null || text === undefined || text === '' ? '' : `<${name}>${xmlText(text)}</${name}>`
}

export const xmlHead = '<?xml version="1.0" encoding="UTF-8"?>\n'
