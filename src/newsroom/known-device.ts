import type { Request, Response } from 'express'
import type { Kit } from '../platform/kit.js'
import { isSignedBy, randomToken, secretOf, signature } from '../platform/secret.js'

const days = 365

const cookieName = (kit: Kit) => (kit.origin.startsWith('https:') ? '__Host-device' : 'device')

/** Remembers that somebody has signed in to this account here, so that strangers' failures elsewhere do not count against them. */
export async function rememberDevice(kit: Kit, res: Response, accountId: number): Promise<void> {
  const text = `${accountId}.${randomToken().slice(0, 16)}`
  res.cookie(cookieName(kit), `${text}.${signature(await secretOf(kit.db, 'device'), text)}`, {
    httpOnly: true,
    sameSite: 'lax',
    path: '/',
    secure: kit.origin.startsWith('https:'),
    maxAge: days * 86_400_000,
  })
}

/** The device's own name, when it has signed in to this account before; forged or absent, null. */
export async function deviceOf(kit: Kit, req: Request, accountId: number | undefined): Promise<string | null> {
  const found = new RegExp(`(?:^|;\\s*)${cookieName(kit)}=(([0-9]+)\\.[\\w-]{16})\\.([\\w-]{43})`).exec(
    req.headers.cookie ?? '',
  )
  const [, text = '', account, signed = ''] = found ?? []
  if (accountId === undefined || Number(account) !== accountId) return null
  return isSignedBy(await secretOf(kit.db, 'device'), text, signed) ? text : null
}
