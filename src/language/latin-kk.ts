import type { LatinTexts } from './latin-ru.js'

/** The same in Kazakh. */
export const latinKk: LatinTexts = {
  short: 'латын әліпбиімен',
  read: 'Латын әліпбиімен оқу',
  note: 'Мәтін 2021 жылғы латын әліпбиіне автоматты түрде көшірілді.',
  original: 'Кирилл әліпбиімен оқу',
}
