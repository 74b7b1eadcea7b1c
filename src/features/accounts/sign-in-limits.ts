import { RateLimiterMemory } from 'rate-limiter-flexible'
import { TooMany } from '../../web/errors.js'

/** Who tries: an account by its sign-in name, from an address, perhaps on a device that has signed in to it before. */
export interface Try {
  account: string
  address: string
  device: string | null
}

export interface SignInLimits {
  /** Throws TooMany for whoever has failed too often; ask before looking at a password or code. */
  check(tried: Try): Promise<void>
  failed(tried: Try): Promise<void>
}

const seconds = 15 * 60

/**
 * Failures are counted for an address, and for an account over all addresses. A device that has signed in before is counted
 * apart: strangers who try a thousand passwords lock themselves out, not the owner. Each instance counts for itself.
 */
export function signInLimits({ perAddress = 40, perAccount = 10 } = {}): SignInLimits {
  const addresses = new RateLimiterMemory({ points: perAddress, duration: seconds })
  const accounts = new RateLimiterMemory({ points: perAccount, duration: seconds })
  const buckets = ({ account, address, device }: Try) =>
    [
      [addresses, address],
      [accounts, device === null ? `account ${account}` : `device ${device}`],
    ] as const
  return {
    check: async (tried) => {
      for (const [limiter, key] of buckets(tried)) {
        const state = await limiter.get(key)
        if (state && state.remainingPoints <= 0) throw new TooMany(Math.ceil(state.msBeforeNext / 1000))
      }
    },
    failed: async (tried) => {
      // Going over the limit is no fault of the counting.
      await Promise.allSettled(buckets(tried).map(([limiter, key]) => limiter.consume(key)))
    },
  }
}
