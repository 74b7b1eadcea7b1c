import type { Kit } from '../../platform/kit.js'
import { BadAnswer } from '../fetching/bad-answer.js'
import type { Place } from './forecast.js'

/** By town, the parts of an answer that are good; the faults of others are logged. Throws the fault when none is good. */
export function usableParts<T>(kit: Kit, places: readonly Place[], parts: readonly (T | BadAnswer)[]): Map<string, T> {
  const good = new Map<string, T>()
  let fault = new BadAnswer('the answer holds no place')
  for (const [at, { slug }] of places.entries()) {
    const part = parts[at]
    if (part instanceof BadAnswer) {
      fault = part
      kit.log.warn({ town: slug, error: part.message }, 'an answer is no good for a town')
    } else if (part !== undefined) good.set(slug, part)
  }
  if (good.size === 0) throw fault
  return good
}
