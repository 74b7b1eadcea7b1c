import { turns } from '../../platform/turns.js'

type Sharp = typeof import('sharp').default

/** Opened with the first picture: a process that only sends pages never loads its twenty megabytes. */
export async function openSharp(): Promise<Sharp> {
  const { default: sharp } = await import('sharp')
  // One thread for one piece of work, and none of it remembered: pages need the other cores, and a picture is read once.
  sharp.concurrency(1)
  sharp.cache(false)
  return sharp
}

/**
 * Runs the decoding and encoding of pictures one piece at a time in this process, in the order it was asked for, so that
 * ten uploads cost the memory of one and pages stay quick. The work must not ask for its own turn: it would wait for itself.
 */
export const oneAtATime = turns(1)
