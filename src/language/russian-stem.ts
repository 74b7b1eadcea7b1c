/**
 * The stem of a Russian word by the Snowball algorithm (snowballstem.org), on words in lower case with е for ё. PostgreSQL's
 * `russian_stem` gives the same stems; ours is here so that marks in an excerpt and terms in the index come from one function.
 */
export function russianStem(word: string): string {
  const firstVowel = word.search(/[аеиоуыэюя]/)
  if (firstVowel === -1) return word
  const head = word.slice(0, firstVowel + 1)
  let rest = word.slice(firstVowel + 1)
  const gerund = cut(rest, perfectiveGerund)
  if (gerund !== rest) rest = gerund
  else {
    rest = cut(rest, reflexive)
    rest = firstCut(rest, [adjectival, verb, noun])
  }
  rest = rest.replace(/и$/, '')
  if (rest.endsWith('ость') || rest.endsWith('ост')) rest = withoutDerivation(head, rest)
  if (/ейше?$/.test(rest)) rest = rest.replace(/ейше?$/, '').replace(/нн$/, 'н')
  else if (rest.endsWith('нн')) rest = rest.slice(0, -1)
  else rest = rest.replace(/ь$/, '')
  return head + rest
}

// Endings after the comma need an «а» or «я» before them, which stays.
const perfectiveGerund = endings('ив ивши ившись ыв ывши ывшись', 'в вши вшись')
const reflexive = endings('ся сь')
const adjectiveEndings = 'ее ие ые ое ими ыми ей ий ый ой ем им ым ом его ого ему ому их ых ую юю ая яя ою ею'
const adjective = endings(adjectiveEndings)
const participle = endings('ивш ывш ующ', 'ем нн вш ющ щ')
const verb = endings(
  'ила ыла ена ейте уйте ите или ыли ей уй ил ыл им ым ен ило ыло ено ят ует уют ит ыт ены ить ыть ишь ую ю',
  'ла на ете йте ли й л ем н ло но ет ют ны ть ешь нно',
)
const noun = endings(
  'а ев ов ие ье е иями ями ами еи ии и ией ей ой ий й иям ям ием ем ам ом о у ах иях ях ы ь ию ью ю ия ья я',
)

interface Endings {
  free: readonly string[]
  afterA: readonly string[]
}

function endings(free: string, afterA = ''): Endings {
  const longestFirst = (list: string) =>
    list
      .split(' ')
      .filter((each) => each !== '')
      .sort((a, b) => b.length - a.length)
  return { free: longestFirst(free), afterA: longestFirst(afterA) }
}

/** Without its longest ending of these; the same when it has none. */
function cut(rest: string, { free, afterA }: Endings): string {
  const plain = free.find((each) => rest.endsWith(each)) ?? ''
  const bound = afterA.find((each) => rest.endsWith(each)) ?? ''
  if (bound.length > plain.length)
    return /[ая]$/.test(rest.slice(0, -bound.length)) ? rest.slice(0, -bound.length) : rest
  return plain === '' ? rest : rest.slice(0, -plain.length)
}

function adjectival(rest: string): string {
  const without = cut(rest, adjective)
  return without === rest ? rest : cut(without, participle)
}

function firstCut(rest: string, kinds: readonly (Endings | ((rest: string) => string))[]): string {
  for (const kind of kinds) {
    const shorter = typeof kind === 'function' ? kind(rest) : cut(rest, kind)
    if (shorter !== rest) return shorter
  }
  return rest
}

/** «-ость» goes only where a syllable and more stand before it. */
function withoutDerivation(head: string, rest: string): string {
  const region = /[аеиоуыэюя][^аеиоуыэюя]/.exec(head + rest)
  const start = region === null ? Number.POSITIVE_INFINITY : region.index + 2
  const second = /[аеиоуыэюя][^аеиоуыэюя]/.exec((head + rest).slice(start))
  const from = second === null ? Number.POSITIVE_INFINITY : start + second.index + 2
  const shorter = rest.replace(/ость?$/, '')
  return (head + shorter).length >= from ? shorter : rest
}

/** Words too short for the rules above, whose forms nothing else brings together. */
const irregular: readonly [RegExp, string][] = [
  [/^льд(?:а|у|ом|е|ы|ов|ам|ами|ах)$/, 'лед'],
  [/^(?:дн(?:я|ю|ем|е|и|ям|ями|ях)|дней)$/, 'ден'],
  [/^льв(?:а|у|ом|е|ы|ов|ам|ами|ах)$/, 'лев'],
  [/^пс(?:а|у|ом|е|ы|ов|ам|ами|ах)$/, 'пес'],
  [/^рт(?:а|у|ом|е|ы|ов|ам|ами|ах)$/, 'рот'],
]

/**
 * Stems under which a Russian word is found: its own, and those that other forms of it may have: without a fleeting vowel («рынок»,
 * «рынка»), with the «е» that an ending took («музей», «музея»). A stem too much costs a rare false hit, one too few a story
 * that is not found.
 */
export function russianStems(word: string): string[] {
  const stem = russianStem(word)
  const found = new Set([stem])
  const other = irregular.find(([forms]) => forms.test(word))
  if (other) found.add(other[1])
  const fleeting = /^(.*[аеиоуыэюя].*[бвгджзклмнпрстфхцчшщй]|[бвгджзклмнпрстфхцчшщй]{1,2})[оеь]([нкцрлтг])$/.exec(stem)
  if (fleeting) found.add(`${fleeting[1]}${fleeting[2]}`)
  const soft = /^(.{2,}е)(?:й|я|и|ю|ем|ев|ям|ями|ях)$/.exec(word)
  if (soft?.[1] !== undefined) found.add(soft[1])
  return [...found]
}
