/** Directions, invisible joints, tags and fillers: nothing a person types, much that hides words or turns a line around. */
const invisible = /(?![\u200d\ufe0f])\p{Default_Ignorable_Code_Point}|[\ufff9-\ufffb]/gu
/** The joint of family emoji stays between two pictures, and nowhere else. */
const looseJoint =
  /(?<!\p{Extended_Pictographic}\ufe0f?|\p{Emoji_Modifier})\u200d|\u200d(?!\p{Extended_Pictographic})/gu
/** After composing, no letter of Russian, Kazakh or any tongue of the country wears more than one mark. */
const heapOfMarks = /(\p{Mn}|\p{Me})(?:\p{Mn}|\p{Me})+/gu
// biome-ignore lint/suspicious/noControlCharactersInRegex: removing them is the point
const control = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\ufffe\uffff]/g

/**
 * Text as a person meant it: composed, without invisible signs, turned lines, heaps of marks and control characters; line
 * breaks are `\n`, at most two in a row, spaces are single, no blank edges.
 */
export function typedText(text: string): string {
  return text
    .toWellFormed()
    .normalize('NFC')
    .replace(/\r\n?/g, '\n')
    .replace(control, '')
    .replace(invisible, '')
    .replace(looseJoint, '')
    .replace(heapOfMarks, '$1')
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
}

/** How many signs of a text `typedText` takes away because they hide something; a few come along with pasting. */
export function hiddenSigns(text: string): number {
  const composed = text.normalize('NFC')
  const marks = [...composed.matchAll(heapOfMarks)].reduce((sum, [heap]) => sum + heap.length - 1, 0)
  return marks + (composed.match(invisible)?.length ?? 0)
}

/** A name on one line: letters, digits and a little between them. */
export function typedName(text: string, max: number): string {
  return typedText(text)
    .replace(/[^\p{L}\p{M}\p{N} .,'’«»()-]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, max)
    .trim()
}
