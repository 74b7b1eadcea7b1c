export const minPassword = 10
/** Beyond that only the hashing of a denial of service grows. */
export const maxPassword = 200

/** argon2id with the package's parameters: 19 MiB, two passes. */
export async function hashPassword(password: string): Promise<string> {
  const { hash } = await import('@node-rs/argon2')
  return hash(password.normalize('NFKC'))
}

/** Takes as long for an account that does not exist, so that the time tells nothing. */
export async function isPassword(stored: string | undefined, password: string): Promise<boolean> {
  const { verify } = await import('@node-rs/argon2')
  // Waited for by everybody: the first who asks would otherwise tell by the time whether there is such an account.
  nobodysHash ??= hashPassword('nobody has this password')
  const another = await nobodysHash
  const isRight = await verify(stored ?? another, password.slice(0, maxPassword).normalize('NFKC'))
  return stored !== undefined && isRight
}

let nobodysHash: Promise<string> | undefined

/** What is wrong with a new password, or null. Length counts, not signs; what stands beside it on the form is no secret. */
export function passwordFault(password: string, about: readonly string[]): 'short' | 'long' | 'known' | null {
  if (password.length < minPassword) return 'short'
  if (password.length > maxPassword) return 'long'
  const plain = password.toLowerCase()
  const isKnown = about.some((word) => word.length > 3 && plain.includes(word.toLowerCase()))
  return isKnown || /^(.)\1+$/.test(plain) || /^(?:0?123456789\d*|qwertyuiop.*|password.*)$/.test(plain)
    ? 'known'
    : null
}
