import type { Stamp } from './form-stamp.js'
import type { Sending } from './judging.js'

const secondsToType = 3
const hoursToType = 24

/** How a form came: `bait` is what stood in the field that no person sees, `stamp` what its signed time says. */
export function sendingOf(stamp: Stamp | undefined, bait: string, isBusy: boolean, now: Date): Sending {
  const age = stamp === undefined ? 0 : now.getTime() - stamp.madeAt
  return {
    isBaited: bait !== '',
    isStampWrong: stamp === undefined || age > (hoursToType + 1) * 3_600_000 || age < 0,
    isHasty: stamp?.kind === 'person' && age < secondsToType * 1000,
    isUnproven: stamp?.kind !== 'person' || (stamp.bits > 0 && !stamp.isProven),
    isBusy,
  }
}
