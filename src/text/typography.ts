import { createRequire } from 'node:module'

/** The package's types describe another shape of module than it ships. */
const Typograf: typeof import('typograf').default = createRequire(import.meta.url)('typograf')

const russian = new Typograf({ locale: ['ru', 'en-US'] })
/** Kazakh newspapers set quotation marks and dashes as Russian ones do; the rules on Russian words do not fit them. */
const kazakh = new Typograf({ locale: ['ru', 'en-US'] })
kazakh.disableRule('ru/nbsp/*')
kazakh.disableRule('ru/dash/*')
kazakh.enableRule('ru/dash/main')

/** Its rules on quotation marks take the square of their number: what is longer is set by paragraphs. */
const mostAtOnce = 100_000

/** Text or sanitised HTML with « », — and spaces that do not break where they must not. Addresses and mark-up stay as they are. */
export function typographed(language: 'ru' | 'kk', text: string): string {
  const typograf = language === 'ru' ? russian : kazakh
  if (text.length <= mostAtOnce) return typograf.execute(text)
  return text
    .split(/(?<=<\/p>)/)
    .map((paragraph) => (paragraph.length <= mostAtOnce ? typograf.execute(paragraph) : paragraph))
    .join('')
}
