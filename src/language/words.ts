/** Words of a text as the search sees them: lower case, composed letters, look-alikes of other alphabets put right. */
export interface FoundWord {
  word: string
  /** Where it stands in the text, for marking it. */
  start: number
  end: number
}

const wordPattern = /[\p{L}\p{N}][\p{L}\p{N}\p{M}\u00ad]*/gu

export function* wordsIn(text: string): Generator<FoundWord> {
  for (const found of text.matchAll(wordPattern)) {
    yield { word: plainWord(found[0]), start: found.index, end: found.index + found[0].length }
  }
}

/** Latin letters that people type inside Cyrillic words because they look the same: «iс-шара», «мектeп». */
const lookAlikes: Record<string, string> = { a: 'а', c: 'с', e: 'е', h: 'һ', i: 'і', k: 'к', o: 'о', p: 'р', x: 'х', y: 'у', t: 'т', m: 'м' } // biome-ignore format: one look is enough for a list of letters

function plainWord(found: string): string {
  const word = found.normalize('NFC').toLowerCase().replaceAll('\u00ad', '')
  return /[а-яё]/.test(word) && /[a-z]/.test(word)
    ? word.replace(/[aceikopxyhtm]/g, (letter) => lookAlikes[letter] ?? letter)
    : word
}

/** What people type for a letter that their keyboard or their hurry does not give. */
const typedFor: Record<string, string> = { ё: 'е', ә: 'а', ө: 'о', ү: 'у', ұ: 'у', қ: 'к', ғ: 'г', ң: 'н', һ: 'х', і: 'и' } // biome-ignore format: one look is enough for a list of letters

/** The word as it is compared: «көпір» and «копир», «ёлка» and «елка» are the same. */
export function folded(word: string): string {
  return word.replace(/[ёәөүұқғңһі]/g, (letter) => typedFor[letter] ?? letter)
}

export function hasKazakhLetters(word: string): boolean {
  return /[әөүұқғңһі]/.test(word)
}
