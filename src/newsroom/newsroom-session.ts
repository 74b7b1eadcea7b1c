import type { NextFunction, Request, RequestHandler, Response } from 'express'
import session from 'express-session'
import { findAccount } from '../features/accounts/account-store.js'
import { securitySettings } from '../features/accounts/security-settings.js'
import { type Notice, SessionStore, sessionSeconds } from '../features/accounts/session-store.js'
import type { Staff } from '../features/accounts/staff.js'
import { settingsOf } from '../features/settings/setting-store.js'
import type { Kit } from '../platform/kit.js'
import { secretOf } from '../platform/secret.js'
import { formFields } from '../web/form-fields.js'

/**
 * Sessions exist under the newsroom and nowhere else. On https the cookie's name binds it to this host and to secure
 * connections; on a laptop's http a browser would refuse such a name.
 */
export function newsroomSession(kit: Kit): RequestHandler {
  const isHttps = kit.origin.startsWith('https:')
  let handler: Promise<RequestHandler> | undefined
  const open = async () =>
    session({
      name: isHttps ? '__Host-session' : 'session',
      secret: await secretOf(kit.db, 'session'),
      store: new SessionStore(kit),
      resave: false,
      saveUninitialized: false,
      rolling: true,
      proxy: true,
      cookie: { httpOnly: true, sameSite: 'lax', path: '/', secure: isHttps, maxAge: sessionSeconds * 1000 },
    })
  return async (req, res, next) => {
    // The site is on https, so whatever reaches us came through the operator's proxy, which may not say so.
    if (isHttps) req.headers['x-forwarded-proto'] = 'https'
    handler ??= open().catch((error) => {
      handler = undefined
      throw error
    })
    ;(await handler)(req, res, next)
  }
}

/** Who asks, or undefined. An account that was closed meanwhile is nobody. */
export async function staffOf(kit: Kit, req: Request): Promise<Staff | undefined> {
  const { accountId } = req.session
  const account = accountId === undefined ? undefined : await findAccount(kit.db, accountId)
  if (!account || account.closedAt !== null) return undefined
  const { id, name, role, language, authorId, totpSecret, singleKeys } = account
  const { rolesWithSecondStep } = await settingsOf(kit, securitySettings)
  const owesSecondStep = totpSecret === null && rolesWithSecondStep.includes(role)
  return { id, name, role, language, authorId, owesSecondStep, singleKeys, address: addressOf(req) }
}

/** A new session for somebody who has shown all that was asked: an id that was known before is worth nothing. */
export async function beginSession(req: Request, accountId: number): Promise<void> {
  await renew(req)
  req.session.accountId = accountId
  await keep(req)
}

/** Between the password and the one-time code. */
export async function oweCode(req: Request, accountId: number): Promise<void> {
  await renew(req)
  req.session.owingCodeId = accountId
  await keep(req)
}

export function endSession(req: Request): Promise<void> {
  return new Promise((resolve, reject) => req.session.destroy((error) => (error ? reject(error) : resolve())))
}

/** Leaves words for the page that follows, with what undoes the deed. */
export function leaveNotice(req: Request, notice: Notice): void {
  req.session.notice = notice
}

/** The line of the audit that an undoing names; 0, which no line has, for anything else. */
export function lineIn(req: Request): number {
  return Number(/^[1-9]\d{0,14}$/.exec(formFields(req.body).line ?? '')?.[0] ?? 0)
}

/** The words that the last deed left, once. */
export function takeNotice(req: Request): Notice | null {
  const { notice } = req.session
  delete req.session.notice
  return notice ?? null
}

/** 303, so that the browser asks for the page with GET; the session is stored first, or the page might not know it yet. */
export async function leadTo(req: Request, res: Response, address: string): Promise<void> {
  await keep(req)
  res.redirect(303, address)
}

export function addressOf(req: Request): string {
  return req.ip ?? ''
}

async function renew(req: Request): Promise<void> {
  await new Promise<void>((resolve, reject) => req.session.regenerate((error) => (error ? reject(error) : resolve())))
  req.session.userAgent = (req.get('user-agent') ?? '').slice(0, 300)
  req.session.address = addressOf(req)
}

function keep(req: Request): Promise<void> {
  return new Promise((resolve, reject) => req.session.save((error) => (error ? reject(error) : resolve())))
}

/** Nothing of the newsroom is kept by anyone on the way, or found by a search engine. */
export function closedToOthers(_req: Request, res: Response, next: NextFunction): void {
  res.setHeader('Cache-Control', 'no-store')
  res.setHeader('X-Robots-Tag', 'noindex, nofollow')
  next()
}
