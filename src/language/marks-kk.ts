import type { marksRu } from './marks-ru.js'

/** What readers are told of a material by law, and of what stands in it from elsewhere, in Kazakh. */
export const marksKk: typeof marksRu = {
  partner: { partner: 'Серіктес материалы', advertising: 'Жарнамалық материал', advertisement: 'Жарнама' },
  age: (years) => `${years}+`,
  ageHint: (years) =>
    years === 0 ? 'Кез келген жастағы оқырманға арналған' : `${years} жастан асқан оқырманға арналған`,
  watch: (provider) => `${provider} жазбасын осында көрсету`,
  watchHint: (provider) => `Осы беттің өзінде ашылады; ${provider} сіздің кіргеніңізді біледі.`,
  restAtSource: 'Толық нұсқасы — дереккөздің сайтында',
}
