import { randomInt } from 'node:crypto'
import { type Db, row, run } from '../../platform/database.js'
import { tokenHash } from '../../platform/secret.js'

/** True once for each step of time, however many try the same code at once. */
export async function useStep(db: Db, accountId: number, step: number): Promise<boolean> {
  return (
    (await run(
      db,
      'update accounts set totp_step = :step where id = :accountId and (totp_step is null or totp_step < :step)',
      { accountId, step },
    )) === 1
  )
}

/** Turns the second step on, with the secret whose first code was just shown, or off with null. */
export async function setTotpSecret(
  db: Db,
  accountId: number,
  secret: string | null,
  step: number | null,
): Promise<void> {
  await run(db, 'update accounts set totp_secret = :secret, totp_step = :step where id = :accountId', {
    accountId,
    secret,
    step,
  })
  if (secret === null) await run(db, 'delete from recovery_codes where account_id = :accountId', { accountId })
}

const codesAtOnce = 10
/** Without what is taken for something else on paper: 0 and o, 1 and l and i. */
const signs = '23456789abcdefghjkmnpqrstuvwxyz'

/** Ten new codes instead of all before them, each good for one sign-in without the phone. Shown once, kept as hashes. */
export async function renewRecoveryCodes(db: Db, accountId: number): Promise<string[]> {
  const codes = Array.from({ length: codesAtOnce }, newCode)
  await run(db, 'delete from recovery_codes where account_id = :accountId', { accountId })
  await run(db, 'insert into recovery_codes (account_id, code_hash) select :accountId, unnest(:hashes::text[])', {
    accountId,
    hashes: codes.map(hashOf),
  })
  return codes
}

export async function useRecoveryCode(db: Db, accountId: number, code: string, now: Date): Promise<boolean> {
  return (
    (await run(
      db,
      'update recovery_codes set used_at = :now where account_id = :accountId and code_hash = :hash and used_at is null',
      { accountId, hash: hashOf(code), now },
    )) === 1
  )
}

export async function recoveryCodesLeft(db: Db, accountId: number): Promise<number> {
  const found = await row<{ left: number }>(
    db,
    'select count(*) as left from recovery_codes where account_id = :accountId and used_at is null',
    { accountId },
  )
  return Number(found?.left ?? 0)
}

/** `k7m2x-q9fta`: 49 bits, and few tries. */
function newCode(): string {
  const letters = Array.from({ length: 10 }, () => signs[randomInt(signs.length)]).join('')
  return `${letters.slice(0, 5)}-${letters.slice(5)}`
}

function hashOf(code: string): string {
  return tokenHash(code.toLowerCase().replace(/[^a-z0-9]/g, ''))
}
