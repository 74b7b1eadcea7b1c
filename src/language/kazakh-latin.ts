/**
 * Kazakh in the Latin alphabet as it was presented on 28 January 2021: 31 letters, among them Ä Ö Ü Ū Ğ Ñ Ş İ and ı. Letters
 * that only borrowed words have follow the same table: ё → io, ю → iu, я → ia, ц → ts, ч → ch, щ → şş; ъ and ь fall away.
 */
const latin: Record<string, string> = {
  а: 'a', ә: 'ä', б: 'b', в: 'v', г: 'g', ғ: 'ğ', д: 'd', е: 'e', ё: 'io', ж: 'j', з: 'z', и: 'i', й: 'i', к: 'k', қ: 'q',
  л: 'l', м: 'm', н: 'n', ң: 'ñ', о: 'o', ө: 'ö', п: 'p', р: 'r', с: 's', т: 't', у: 'u', ұ: 'ū', ү: 'ü', ф: 'f', х: 'h',
  һ: 'h', ц: 'ts', ч: 'ch', ш: 'ş', щ: 'şş', ъ: '', ы: 'y', і: 'ı', ь: '', э: 'e', ю: 'iu', я: 'ia',
} // biome-ignore format: an alphabet is read as one

const cyrillic = /[а-яёәғқңөұүһі]/giu

/** Plain text in Latin letters; whatever is not Kazakh Cyrillic stays. «ҚАР ЖАУДЫ» stays in capitals, «Яғни» becomes «İağni». */
export function inLatin(text: string): string {
  return text.normalize('NFC').replace(cyrillic, (letter, at: number, whole: string) => {
    const lower = letter.toLowerCase()
    const written = latin[lower] ?? letter
    if (letter === lower) return written
    const isInCapitals =
      /\p{Lu}/u.test(whole[at + 1] ?? '') ||
      (/\p{Lu}/u.test(whole[at - 1] ?? '') && !/\p{Ll}/u.test(whole[at + 1] ?? ''))
    return isInCapitals ? capitals(written) : capitals(written.slice(0, 1)) + written.slice(1)
  })
}

/** `i` is the letter of «и», whose capital has a dot; the dotless one of «і» becomes a plain `I`. */
function capitals(written: string): string {
  return written.replaceAll('i', 'İ').replaceAll('ı', 'I').toUpperCase()
}

/** The same for sanitised HTML: text changes, and of attributes the two that are read out; tags and addresses do not. */
export function htmlInLatin(html: string): string {
  return html
    .split(/(<[^>]*>)/)
    .map((part) => (part.startsWith('<') ? part.replace(spoken, (attribute) => inLatin(attribute)) : inLatin(part)))
    .join('')
}

const spoken = / (?:alt|title)="[^"]*"/g
