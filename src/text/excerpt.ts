/** The beginning of a text, at most `max` characters, cut between words with an ellipsis. */
export function excerpt(text: string, max: number): string {
  if (text.length <= max) return text
  const lastSpace = text.lastIndexOf(' ', max - 1)
  return `${text.slice(0, lastSpace > max / 2 ? lastSpace : max - 1).replace(/[\s,.;:–—-]+$/, '')}…`
}

const wordsPerMinute = 180

/** Whole minutes, at least one. */
export function readingMinutes(words: number): number {
  return Math.max(1, Math.round(words / wordsPerMinute))
}
