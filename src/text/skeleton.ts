/** Latin, Greek and other signs that are drawn like a Cyrillic letter. */
const lookalikes: Record<string, string> = Object.fromEntries(
  (
    'aа eе oо pр cс yу xх kк mм tт hн bв iі jј sѕ nп rг uи ' +
    'αа βв εе ηн ικ κк μм νу οо ρр τт υу χх γг пп ' +
    'ɑа ɡг ⅼl ａа ｅе ｏо ｐр ｃс ｘх ѵу ԁd ԛq ԝw ҽе ⅽс ѐе ѝи ğг şш çч ıі'
  )
    .split(' ')
    .map((pair) => [pair.slice(0, 1), pair.slice(1)]),
)

/** Digits and signs that stand for letters inside a word. */
const asLetters: Record<string, string> = {
  0: 'о',
  3: 'з',
  4: 'ч',
  6: 'б',
  1: 'и',
  '@': 'а',
  $: 'с',
  '€': 'е',
  '!': 'и',
}

/** Kazakh letters as those write who have no keyboard for them. */
const plainKazakh: Record<string, string> = {
  ә: 'а',
  ғ: 'г',
  қ: 'к',
  ң: 'н',
  ө: 'о',
  ұ: 'у',
  ү: 'у',
  һ: 'х',
  і: 'и',
  ё: 'е',
  ъ: '',
  ь: '',
}

const longLatin: [RegExp, string][] = [
  [/shch|sch/g, 'щ'],
  [/sh/g, 'ш'],
  [/ch/g, 'ч'],
  [/zh/g, 'ж'],
  [/kh/g, 'х'],
  [/gh/g, 'г'],
  [/ts/g, 'ц'],
  [/ya|ja/g, 'я'],
  [/yu|ju/g, 'ю'],
  [/yo|jo/g, 'е'],
  [/ye|je/g, 'е'],
]
const latin: Record<string, string> = Object.fromEntries(
  'aа bб vв gг dд eе zз iи jж kк lл mм nн oо pп rр sс tт uу fф hх cк yы qк wв xх'
    .split(' ')
    .map((pair) => [pair[0], pair[1]]),
)

const cyrillic = /\p{Script=Cyrillic}/u
const latinLetter = /[a-z]/

/** `КАЗ1Н0`, `kaзино` and `kazino` → `казино`: one word in plain Cyrillic, however it was written. Given in lower case. */
function plainWord(word: string): string {
  if (cyrillic.test(word)) {
    const whole = word.replace(/./gu, (sign) => lookalikes[sign] ?? asLetters[sign] ?? sign)
    return whole.replace(/./gu, (sign) => plainKazakh[sign] ?? sign)
  }
  if (!latinLetter.test(word)) return word
  let read = word.replace(
    /(?<=[a-z])[0-9@$!](?=[a-z])/g,
    (sign) => ({ 0: 'o', 1: 'i', 3: 'e', 4: 'ch', '@': 'a', $: 's' })[sign] ?? sign,
  )
  for (const [sound, letter] of longLatin) read = read.replace(sound, letter)
  return read.replace(/./gu, (sign) => latin[sign] ?? sign).replace(/ы(?=[аеоу])/g, 'й')
}

/** True for a word that mixes alphabets, as `Kaзино` does: nobody types that by hand. */
export function isMixed(word: string): boolean {
  const lower = word.toLowerCase()
  return cyrillic.test(lower) && /[a-z\p{Script=Greek}]/u.test(lower) && !/^[a-z]+-\p{Script=Cyrillic}+$/u.test(lower)
}

/** Words of a text in plain Cyrillic without marks, doubled letters and decoration: what is compared, never what is shown. */
export function bareWords(text: string): string[] {
  const flat = text
    .toLowerCase()
    .normalize('NFKD')
    .replace(/и\u0306/g, 'й')
    .replace(/\p{M}+/gu, '')
    // `к а з и н о` and `к.а.з.и.н.о`
    .replace(/(?<![\p{L}\p{N}])\p{L}(?:[ ._*-]\p{L}){3,}(?![\p{L}\p{N}])/gu, (spread) => spread.replace(/[ ._*-]/g, ''))
  return (flat.match(/[\p{L}\p{N}@$€]+(?:!(?=\p{L})[\p{L}\p{N}]+)?/gu) ?? []).map((word) =>
    plainWord(word).replace(/(.)\1{2,}/gu, '$1'),
  )
}
