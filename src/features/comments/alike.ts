import { bareWords } from '../../text/skeleton.js'

/** Puts texts that say nearly the same beside each other: each group stands where its first one stood. Pure; meant for a page's worth. */
export function groupAlike<T extends { text: string }>(items: readonly T[]): T[][] {
  const groups: { words: Set<string>; items: T[] }[] = []
  for (const item of items) {
    const words = new Set(bareWords(item.text).filter((word) => word.length > 2))
    const group = words.size < 4 ? undefined : groups.find((each) => share(each.words, words) >= 0.6)
    if (group) group.items.push(item)
    else groups.push({ words, items: [item] })
  }
  return groups.map(({ items }) => items)
}

/** Of all words of two texts, how many both have: 0 to 1. */
function share(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  let both = 0
  for (const word of one) if (other.has(word)) both++
  return both / (one.size + other.size - both)
}
