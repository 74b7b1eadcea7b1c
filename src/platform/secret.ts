import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { type Db, row } from './database.js'

/** A random key of this site, made when first asked for and then the same on every instance. Base64url, 32 bytes. */
export async function secretOf(db: Db, name: string): Promise<string> {
  const made = await row<{ value: string }>(
    db,
    `insert into secrets (name, value) values (:name, :value)
     on conflict (name) do update set name = excluded.name returning value`,
    { name, value: randomToken() },
  )
  if (!made) throw new Error('an insert without its row')
  return made.value
}

/** What nobody can guess: 256 bits, for links and cookies. */
export function randomToken(): string {
  return randomBytes(32).toString('base64url')
}

/** What the database keeps of a token, so that who reads the database cannot use it. */
export function tokenHash(token: string): string {
  return createHash('sha256').update(token).digest('base64url')
}

export function signature(secret: string, text: string): string {
  return createHmac('sha256', secret).update(text).digest('base64url')
}

export function isSignedBy(secret: string, text: string, given: string): boolean {
  const [right, tried] = [Buffer.from(signature(secret, text)), Buffer.from(given)]
  return right.length === tried.length && timingSafeEqual(right, tried)
}
