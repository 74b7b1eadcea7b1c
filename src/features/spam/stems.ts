import { bareWords } from '../../text/skeleton.js'

/** A list of stems, ready to be looked for. */
export interface StemList {
  single: string[]
  pairs: [string, string][]
}

const ready = new WeakMap<readonly string[], StemList>()

/** A list is made ready once: settings stay the same object until they change. */
export function stemList(stems: readonly string[]): StemList {
  let list = ready.get(stems)
  if (!list) {
    const bare = stems.map((stem) => bareWords(stem)).filter((words) => words.length > 0)
    list = {
      single: bare.filter((words) => words.length === 1).map(([word]) => word ?? ''),
      pairs: bare.filter((words) => words.length > 1).map(([one, other]) => [one ?? '', other ?? '']),
    }
    ready.set(stems, list)
  }
  return list
}

/** How many different stems of the list a text holds. */
export function countStems({ single, pairs }: StemList, words: readonly string[]): number {
  const has = (stem: string) => words.some((word) => word.startsWith(stem))
  return single.filter(has).length + pairs.filter(([one, other]) => has(one) && has(other)).length
}
