import type { Kit } from '../../platform/kit.js'
import { indexNextPending } from './index-store.js'
import { countNextWords, forgetNextWords } from './word-store.js'

/** What shows words that are told while somebody types: dropped when some of them have gone. */
export const suggestionsTag = 'suggestions'

/**
 * Indexes whatever waits for it, takes back the words of texts that have gone and counts new ones, batch by batch, until nothing is left
 * or the time is over; the next call goes on. `onProgress` hears how many articles are indexed so far.
 */
export async function catchUpIndex(
  kit: Pick<Kit, 'db' | 'clock' | 'changes'>,
  { maxSeconds = 8, onProgress = () => {} }: { maxSeconds?: number; onProgress?: (indexed: number) => void } = {},
): Promise<number> {
  const until = performance.now() + maxSeconds * 1000
  // First of all: a word that must go does not wait for a long archive.
  let gone = 0
  for (let count = 1; count > 0; gone += count) count = await forgetNextWords(kit.db)
  if (gone > 0) await kit.changes.announce([suggestionsTag])
  let indexed = 0
  for (let count = 1; count > 0 && performance.now() < until; ) {
    count = await indexNextPending(kit.db)
    indexed += count
    if (count > 0) onProgress(indexed)
  }
  for (let count = 1; count > 0 && performance.now() < until; ) count = await countNextWords(kit.db, kit.clock.now())
  return indexed
}
