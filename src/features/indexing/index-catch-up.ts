import type { Kit } from '../../platform/kit.js'
import { indexNextPending } from './index-store.js'
import { countNextWords } from './word-store.js'

/**
 * Indexes whatever waits for it and counts new words, batch by batch, until nothing is left or the time is over; the next call
 * goes on. `onProgress` hears how many articles are indexed so far.
 */
export async function catchUpIndex(
  kit: Pick<Kit, 'db' | 'clock'>,
  { maxSeconds = 40, onProgress = () => {} }: { maxSeconds?: number; onProgress?: (indexed: number) => void } = {},
): Promise<number> {
  const until = performance.now() + maxSeconds * 1000
  let indexed = 0
  for (let count = 1; count > 0 && performance.now() < until; ) {
    count = await indexNextPending(kit.db)
    indexed += count
    if (count > 0) onProgress(indexed)
  }
  for (let count = 1; count > 0 && performance.now() < until; ) count = await countNextWords(kit.db, kit.clock.now())
  return indexed
}
