/** The reading view in the Latin alphabet; only Kazakh stories have it, but every text stands in both languages. */
export const latinRu = {
  short: 'латиница',
  read: 'Читать латиницей',
  note: 'Текст переложен на латиницу 2021 года программой.',
  original: 'Читать кириллицей',
}

export type LatinTexts = typeof latinRu
