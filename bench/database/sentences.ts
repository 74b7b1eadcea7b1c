import { asides, did, subheadings, what, when, where, who } from './words.js'

/** A text as an article's body holds it, and the same without markup. */
export interface Paragraph {
  html: string
  text: string
}

/** Draws from a list by Zipf's law: the first entry most often, the k-th about k times more seldom. */
function draw(list: readonly string[], chance: () => number): string {
  return list[Math.floor((list.length + 1) ** chance()) - 1] ?? ''
}

export function headline(chance: () => number): string {
  const order = [draw(who, chance), draw(did, chance), draw(what, chance), draw(where, chance)]
  return capital(order.join(' '))
}

export function sentence(chance: () => number): string {
  if (chance() < 0.2) return draw(asides, chance).replace('N', String(5 + 5 * Math.floor(chance() * 60)))
  const words = [draw(who, chance), draw(did, chance), draw(what, chance)]
  const place = draw(where, chance)
  const time = draw(when, chance)
  return `${capital(chance() < 0.5 ? [time, place, ...words].join(' ') : [...words, place, time].join(' '))}.`
}

export function sentences(count: number, chance: () => number): string {
  return Array.from({ length: count }, () => sentence(chance)).join(' ')
}

/** Six sentences, about 800 bytes; one in six has a subheading, one in eight is a list. */
export function paragraph(chance: () => number): Paragraph {
  const heading = chance() < 1 / 6 ? draw(subheadings, chance) : undefined
  const before = heading === undefined ? '' : `<h2>${heading}</h2>`
  const textBefore = heading === undefined ? '' : `${heading} `
  if (chance() < 1 / 8) {
    const items = Array.from({ length: 6 }, () => sentence(chance))
    return {
      html: `${before}<ul>${items.map((item) => `<li>${item}</li>`).join('')}</ul>`,
      text: textBefore + items.join(' '),
    }
  }
  const words = sentences(6, chance)
  return { html: `${before}<p>${words}</p>`, text: textBefore + words }
}

function capital(words: string): string {
  return words.charAt(0).toLocaleUpperCase('ru') + words.slice(1)
}
