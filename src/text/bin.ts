/**
 * The number under which Kazakhstan knows whoever does business, twelve figures of which the last checks the others: a BIN of a legal
 * entity, or of a sole trader the IIN, which is a person's own number and begins with a birthday.
 */
export interface BusinessNumber {
  number: string
  /** Of a person: not for everybody's eyes. */
  isPersonal: boolean
}

/** As people type it, with spaces or hyphens. Null for what is none. */
export function businessNumber(typed: string): BusinessNumber | null {
  const number = typed.replace(/[\s\u00a0-]/g, '')
  if (!/^\d{12}$/.test(number) || /^0{12}$/.test(number)) return null
  const figures = [...number].map(Number)
  if (checkFigure(figures) !== figures[11]) return null
  // The fifth figure of a BIN is 4, 5 or 6; in an IIN the day of birth begins there.
  return { number, isPersonal: (figures[4] ?? 0) < 4 }
}

/** A kept number as everybody may see it; null for none, and for a person's own. */
export function publicNumber(kept: string): string | null {
  const known = businessNumber(kept)
  return known === null || known.isPersonal ? null : known.number
}

/** By the government's rule of 2003: weights 1 to 11, and where they give 10, once more beginning with 3. */
function checkFigure(figures: readonly number[]): number {
  const sum = (weights: readonly number[]) =>
    weights.reduce((total, weight, at) => total + weight * (figures[at] ?? 0), 0) % 11
  const first = sum([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11])
  return first < 10 ? first : sum([3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2])
}
