import { RateLimiterMemory, type RateLimiterRes } from 'rate-limiter-flexible'
import { householdOf } from '../../web/client-address.js'
import { TooMany } from '../../web/errors.js'

/** Who tries: an account by its sign-in name, from an address, perhaps on a device that has signed in to it before. */
export interface Try {
  account: string
  address: string
  device: string | null
}

export interface SignInLimits {
  /** Whether a password or code is right. Throws TooMany for whoever has failed too often, and then does not look. */
  attempt(tried: Try, isRight: () => Promise<boolean>): Promise<boolean>
}

const seconds = 15 * 60

/**
 * Failures are counted for a household's address, and for an account over all addresses. A device that has signed in before is counted
 * apart: strangers who try a thousand passwords lock themselves out, not the owner. Each instance counts for itself.
 * An attempt counts as a failure until it is right: of five hundred at once, all would find that nobody has failed yet.
 */
export function signInLimits({ perAddress = 40, perAccount = 10 } = {}): SignInLimits {
  const addresses = new RateLimiterMemory({ points: perAddress, duration: seconds })
  const accounts = new RateLimiterMemory({ points: perAccount, duration: seconds })
  const buckets = ({ account, address, device }: Try) =>
    [
      [addresses, householdOf(address)],
      [accounts, device === null ? `account ${account}` : `device ${device}`],
    ] as const
  return {
    attempt: async (tried, isRight) => {
      const taken: ReturnType<typeof buckets>[number][] = []
      const giveBack = () => Promise.all(taken.map(([limiter, key]) => limiter.reward(key)))
      for (const bucket of buckets(tried)) {
        const [limiter, key] = bucket
        // Also what is refused was counted.
        taken.push(bucket)
        const refusal = await limiter.consume(key).then(
          () => null,
          (refusal: RateLimiterRes) => refusal,
        )
        if (refusal === null) continue
        await giveBack()
        throw new TooMany(Math.ceil(refusal.msBeforeNext / 1000))
      }
      const was = await isRight()
      if (was) await giveBack()
      return was
    },
  }
}
