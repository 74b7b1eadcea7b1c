/** The keys of a row by what the American, the Russian and the Kazakh layout give for them. */
const american = "qwertyuiop[]asdfghjkl;'zxcvbnm,.`"
const russian = 'йцукенгшщзхъфывапролджэячсмитьбюё'
/** On the Kazakh layout the figures' row gives the nine letters that Russian has not. */
const figures = '234589' + '0-='
const kazakh = 'әіңғүұ' + 'қөһ'

const toRussian = pairs(american, russian)
const toKazakh = pairs(figures, kazakh)
const toAmerican = pairs(russian + kazakh, american + figures)

/**
 * What was meant where the keyboard stood in the other layout, the likelier first: `ghbdtn` → «привет», `r-rgfh` → «көкпар»,
 * «лфызш» → `kaspi`, «к8н» → «күн». Empty when no letter would change.
 */
export function inOtherLayouts(typed: string): string[] {
  const text = typed.toLowerCase()
  const meant = /[a-z]/.test(text) ? [mapped(text, toRussian), mapped(text, { ...toRussian, ...toKazakh })] : []
  // Figures inside a Cyrillic word: the Kazakh layout was meant and the Russian one was on.
  if (/[а-яё][2-589=0-]+[а-яё]|\b[2-589=0-][а-яё]/.test(text) && /[2-589=0]/.test(text))
    meant.push(mapped(text, toKazakh))
  if (/^[^a-z]*[а-яёәіңғүұқөһ][^a-z]*$/.test(text)) meant.push(mapped(text, toAmerican))
  return [...new Set(meant)].filter((each) => each !== text)
}

function mapped(text: string, keys: Record<string, string>): string {
  return [...text].map((letter) => keys[letter] ?? letter).join('')
}

function pairs(from: string, to: string): Record<string, string> {
  return Object.fromEntries([...from].map((letter, at) => [letter, to[at] ?? letter]))
}
