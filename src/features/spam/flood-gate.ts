import { RateLimiterMemory } from 'rate-limiter-flexible'
import { networkOf } from './origin.js'

export interface Flood {
  /** Sends of one address in a minute. */
  perAddress: number
  /** Of one network in a minute. */
  perNetwork: number
  /** Of everybody in a minute. */
  perSite: number
}

export interface FloodGate {
  /** Seconds to wait, or 0 to come in. Asked before a body is read: a refusal costs no more than this. */
  waitFor(address: string): Promise<number>
  /** True when more comes in than people write, from here or on the whole: time to ask for work. */
  isBusy(address: string): Promise<boolean>
}

/**
 * Counts what is sent, in this process alone and by address in its memory for a minute: nothing is stored. A flood from one place is
 * turned away there; one from everywhere is turned away beyond `perSite`.
 */
export function openFloodGate({ perAddress, perNetwork, perSite }: Flood): FloodGate {
  const duration = 60
  const addresses = new RateLimiterMemory({ points: perAddress, duration })
  const networks = new RateLimiterMemory({ points: perNetwork, duration })
  const site = new RateLimiterMemory({ points: perSite, duration })

  async function secondsOf(limiter: RateLimiterMemory, key: string): Promise<number> {
    try {
      await limiter.consume(key)
      return 0
    } catch (refused) {
      if (refused instanceof Error) throw refused
      return Math.ceil((refused as { msBeforeNext: number }).msBeforeNext / 1000) || 1
    }
  }

  return {
    waitFor: async (address) =>
      (await secondsOf(addresses, address)) ||
      (await secondsOf(networks, networkOf(address))) ||
      (await secondsOf(site, 'site')),
    isBusy: async (address) => {
      const [near, all] = await Promise.all([networks.get(networkOf(address)), site.get('site')])
      return (near?.consumedPoints ?? 0) > perNetwork / 4 || (all?.consumedPoints ?? 0) > perSite / 4
    },
  }
}
