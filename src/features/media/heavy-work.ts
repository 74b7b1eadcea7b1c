import sharp from 'sharp'
import { turns } from '../../platform/turns.js'

// One thread for one piece of work, and none of it remembered: pages need the other cores, and a picture is read once.
sharp.concurrency(1)
sharp.cache(false)

/**
 * Runs the decoding and encoding of pictures one piece at a time in this process, in the order it was asked for, so that
 * ten uploads cost the memory of one and pages stay quick. The work must not ask for its own turn: it would wait for itself.
 */
export const oneAtATime = turns(1)
