/** The sounds at the end of a stem, by which a Kazakh suffix chooses its first consonant. */
export type Ending = 'vowel' | 'glide' | 'l' | 'nasal' | 'z' | 'voiceless'

/** Where on the ladder a suffix stands; the outermost comes off first. `verb` rungs begin a ladder of their own. */
export type Rung =
  | 'person'
  | 'case'
  | 'possessive'
  | 'plural'
  | 'derived'
  | 'relative'
  | 'finite'
  | 'nominalised'
  | 'negation'
  | 'voice'

export interface Suffix {
  text: string
  rung: Rung
  /** The vowels of the stem it goes with; `either` for the few that do not change: «мен», «нікі». */
  harmony: 'back' | 'front' | 'either'
  after: readonly Ending[]
  /** Only after a possessive: «баласы-н», «балам-а». */
  needs?: 'third person' | 'first or second person'
  /** How many letters must be left, a vowel among them. */
  minStem: number
  /** It began with a vowel, so the stem's end may have softened or lost one: «кітаб-ы», «халқ-ы». */
  opensStem: boolean
  /** A vowel of the stem that the suffix swallowed: «оқ(ы)-у», «оқ(ы)-иды». */
  swallowed: boolean
}

const notVoiceless: readonly Ending[] = ['vowel', 'glide', 'l', 'nasal', 'z']
const consonants: readonly Ending[] = ['glide', 'l', 'nasal', 'z', 'voiceless']
const any: readonly Ending[] = [...notVoiceless, 'voiceless']

/** «лар/лер» stands for both, by harmony; a word without a stroke does not change. */
function suffixes(rung: Rung, list: string, after: readonly Ending[], more: Partial<Suffix> = {}): Suffix[] {
  return list.split(' ').flatMap((pair) => {
    const [back = '', front] = pair.split('/')
    const forms: [string, Suffix['harmony']][] = front === undefined ? [[back, 'either']] : [[back, 'back'], [front, 'front']] // biome-ignore format: two forms side by side
    return forms.map(([text, harmony]) => ({
      text,
      rung,
      harmony,
      after,
      minStem: text.length === 1 ? 3 : 2,
      opensStem: /^[аеыіиу]/.test(text),
      swallowed: false,
      ...more,
    }))
  })
}

const nouns: readonly Suffix[] = [
  ...suffixes('plural', 'лар/лер', ['vowel', 'glide']),
  ...suffixes('plural', 'дар/дер', ['l', 'nasal', 'z']),
  ...suffixes('plural', 'тар/тер', ['voiceless']),

  ...suffixes('possessive', 'ым/ім ың/ің ымыз/іміз ыңыз/іңіз', consonants),
  ...suffixes('possessive', 'ы/і', consonants, { minStem: 2 }),
  ...suffixes('possessive', 'м ң', ['vowel']),
  ...suffixes('possessive', 'мыз/міз ңыз/ңіз сы/сі', ['vowel']),

  ...suffixes('case', 'ның/нің', ['vowel', 'nasal']),
  ...suffixes('case', 'дың/дің', ['glide', 'l', 'z']),
  ...suffixes('case', 'тың/тің', ['voiceless']),
  ...suffixes('case', 'ға/ге', notVoiceless),
  ...suffixes('case', 'қа/ке', ['voiceless']),
  ...suffixes('case', 'ны/ні', ['vowel']),
  ...suffixes('case', 'ды/ді', ['glide', 'l', 'nasal', 'z']),
  ...suffixes('case', 'ты/ті', ['voiceless']),
  ...suffixes('case', 'да/де', notVoiceless),
  ...suffixes('case', 'та/те', ['voiceless']),
  ...suffixes('case', 'дан/ден', ['vowel', 'glide', 'l', 'z']),
  ...suffixes('case', 'нан/нен', ['nasal']),
  ...suffixes('case', 'тан/тен', ['voiceless']),
  ...suffixes('case', 'мен', ['vowel', 'glide', 'l', 'nasal']),
  ...suffixes('case', 'бен', ['z']),
  ...suffixes('case', 'пен', ['voiceless']),
  ...suffixes('case', 'на/не нда/нде нан/нен', ['vowel'], { needs: 'third person' }),
  ...suffixes('case', 'н', ['vowel'], { needs: 'third person' }),
  ...suffixes('case', 'а/е', ['nasal'], { needs: 'first or second person' }),

  ...suffixes('person', 'мын/мін', ['vowel', 'glide', 'l']),
  ...suffixes('person', 'бын/бін быз/біз', ['nasal', 'z']),
  ...suffixes('person', 'пын/пін пыз/піз', ['voiceless']),
  ...suffixes('person', 'мыз/міз', ['vowel', 'glide', 'l']),
  ...suffixes('person', 'сың/сің сыз/сіз сыңдар/сіңдер сыздар/сіздер', any),

  // «ауылда-ғы», «кеш-кі»; «қаланікі».
  ...suffixes('relative', 'ғы/гі', notVoiceless),
  ...suffixes('relative', 'қы/кі', ['voiceless']),
  ...suffixes('relative', 'нікі', ['vowel', 'nasal']),
  ...suffixes('relative', 'дікі', ['glide', 'l', 'z']),
  ...suffixes('relative', 'тікі', ['voiceless']),

  ...suffixes('derived', 'шы/ші сыз/сіз ша/ше', any, { minStem: 4 }),
  ...suffixes('derived', 'лық/лік лы/лі', ['vowel', 'glide'], { minStem: 3 }),
  ...suffixes('derived', 'дық/дік ды/ді', ['l', 'nasal', 'z'], { minStem: 4 }),
  ...suffixes('derived', 'тық/тік ты/ті тай/тей', ['voiceless'], { minStem: 4 }),
  ...suffixes('derived', 'дай/дей', notVoiceless, { minStem: 3 }),
]

const verbs: readonly Suffix[] = [
  // Past: жаз-ды, жаз-дым, айт-ты, айт-тыңыз.
  ...suffixes('finite', 'ды/ді дым/дім дың/дің дыңыз/діңіз дық/дік дыңдар/діңдер', notVoiceless, { minStem: 3 }),
  ...suffixes('finite', 'ты/ті тым/тім тың/тің тыңыз/тіңіз тық/тік тыңдар/тіңдер', ['voiceless'], { minStem: 3 }),
  // Present: жаз-ады, ойна-йды, оқ(ы)-иды.
  ...suffixes('finite', 'ады/еді амын/емін асың/есің асыз/есіз амыз/еміз', consonants),
  ...suffixes('finite', 'йды/йді ймын/ймін йсың/йсің йсыз/йсіз ймыз/йміз', ['vowel']),
  ...suffixes('finite', 'иды/иді имын/имін исың/исің исыз/исіз имыз/иміз', consonants, { swallowed: true }),
  // Converbs, condition, wish, purpose: жаз-ып, ойна-п, жаз-са, бол-сын, бар-мақ, бар-ғалы.
  ...suffixes('finite', 'ып/іп', consonants, { minStem: 3 }),
  ...suffixes('finite', 'п', ['vowel']),
  ...suffixes('finite', 'са/се сам/сем саң/сең сақ/сек саңыз/сеңіз сын/сін', any, { minStem: 3 }),
  ...suffixes('finite', 'мақ/мек', ['vowel', 'glide', 'l'], { minStem: 3 }),
  ...suffixes('finite', 'бақ/бек', ['nasal', 'z'], { minStem: 3 }),
  ...suffixes('finite', 'пақ/пек', ['voiceless'], { minStem: 3 }),
  ...suffixes('finite', 'ғалы/гелі', notVoiceless),
  ...suffixes('finite', 'қалы/келі', ['voiceless']),
  // What takes the endings of nouns again: жаз-ған-дар, жаз-у-ға, жаз-ушы-ның, жаз-атын-дар.
  ...suffixes('nominalised', 'ған/ген', notVoiceless),
  ...suffixes('nominalised', 'қан/кен', ['voiceless']),
  ...suffixes('nominalised', 'атын/етін', consonants),
  ...suffixes('nominalised', 'йтын/йтін', ['vowel']),
  ...suffixes('nominalised', 'итын/итін', consonants, { swallowed: true }),
  ...suffixes('nominalised', 'у', any, { swallowed: true, minStem: 2 }),
  ...suffixes('nominalised', 'ушы/уші', any, { swallowed: true }),
  // Below a verb's ending only, so that «алма» (an apple) is never «do not take».
  ...suffixes('negation', 'ма/ме', ['vowel', 'glide', 'l']),
  ...suffixes('negation', 'ба/бе', ['nasal', 'z']),
  ...suffixes('negation', 'па/пе', ['voiceless']),
  ...suffixes('voice', 'ыл/іл ын/ін ыс/іс', consonants, { minStem: 3 }),
  ...suffixes('voice', 'л н т с', ['vowel', 'glide', 'l']),
  ...suffixes('voice', 'дыр/дір', notVoiceless),
  ...suffixes('voice', 'тыр/тір', ['voiceless']),
  ...suffixes('voice', 'ғыз/гіз', notVoiceless),
  ...suffixes('voice', 'қыз/кіз', ['voiceless']),
]

/** By their last letter, the longest first. */
export const suffixesByLetter: ReadonlyMap<string, readonly Suffix[]> = byLastLetter([...nouns, ...verbs])

function byLastLetter(list: readonly Suffix[]): Map<string, Suffix[]> {
  const found = new Map<string, Suffix[]>()
  for (const suffix of list) {
    const letter = suffix.text.at(-1) ?? ''
    found.set(letter, [...(found.get(letter) ?? []), suffix])
  }
  return found
}

/** Which suffixes may come off next, once one of a rung has. */
export const belowRung: Record<Rung | 'word', ReadonlySet<Rung>> = {
  word: new Set<Rung>(['person', 'case', 'possessive', 'plural', 'derived', 'relative', 'finite', 'nominalised']),
  person: new Set<Rung>(['case', 'possessive', 'plural', 'derived', 'relative', 'nominalised']),
  case: new Set<Rung>(['possessive', 'plural', 'derived', 'relative', 'nominalised']),
  relative: new Set<Rung>(['case', 'possessive', 'plural']),
  possessive: new Set<Rung>(['plural', 'derived', 'relative', 'nominalised']),
  plural: new Set<Rung>(['derived', 'relative', 'nominalised']),
  derived: new Set<Rung>(['nominalised']),
  finite: new Set<Rung>(['negation', 'voice']),
  nominalised: new Set<Rung>(['negation', 'voice']),
  negation: new Set<Rung>(['voice']),
  voice: new Set<Rung>(['voice']),
}
