/** Sites of the state, to which readers rightly refer. */
const trustedHost = /(?:^|\.)(?:gov\.kz|egov\.kz|zan\.kz|akorda\.kz|kazpatent\.kz|stat\.gov\.kz|wikipedia\.org)$/i
const host = /(?:https?:\/\/|www\.)?((?:[a-z0-9][a-z0-9-]*\.)+[a-z]{2,})(?![\w-])/gi

/** What a text holds besides words. */
export interface TextMarks {
  /** Links to sites that are not the state's. */
  links: number
  hasHandle: boolean
  hasMobile: boolean
  hasMoney: boolean
  hasPercent: boolean
  isShouted: boolean
}

export function marksOf(text: string): TextMarks {
  const letters = text.replace(/[^\p{L}]/gu, '')
  const capitals = text.replace(/[^\p{Lu}]/gu, '').length
  return {
    links: [...text.matchAll(host)].filter(([, name = '']) => !trustedHost.test(name)).length,
    hasHandle: /(?<![\w.])@[a-z]\w{3,}/i.test(text),
    // Of a mobile network: dispatchers and hospitals have others.
    hasMobile: /(?<!\d)(?:\+?[78])[\s(-]*7\d\d[\s)-]*\d{3}[\s-]*\d\d[\s-]*\d\d(?!\d)/.test(text),
    hasMoney: /\d[\d\s.,]*\s*(?:тг|тенге|теңге|руб|₸|\$|€|долл|usd|kzt|tenge|tg(?![a-z]))/i.test(text),
    hasPercent: /\d\s*%/.test(text),
    isShouted:
      (letters.length > 15 && capitals / letters.length > 0.6) ||
      /(?:\p{Extended_Pictographic}\ufe0f?\s*){3,}/u.test(text),
  }
}
