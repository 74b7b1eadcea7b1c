import { hash } from '@node-rs/argon2'
import { addAccount } from '../../src/features/accounts/account-store.js'
import type { Role } from '../../src/features/accounts/right.js'
import type { Staff } from '../../src/features/accounts/staff.js'
import type { Language } from '../../src/language/language.js'
import type { TestKit } from './test-kit.js'
import type { Answer, AskOptions, TestSite } from './test-site.js'

export const testPassword = 'лодка плывёт по озеру'
/** As weak as can be: hundreds of tests begin with signing in, and a hash tells itself how much work it wants. */
const passwordHash = hash(testPassword.normalize('NFKC'), { memoryCost: 8, timeCost: 1 })

/** An account as an invitation would have made it. Signs in as its role's name, unless called otherwise. */
export async function hire(
  kit: TestKit,
  role: Role,
  who: { signIn?: string; name?: string; language?: Language } = {},
): Promise<Staff> {
  const { signIn = role, language = 'ru' } = who
  const { name = `Имя ${signIn}` } = who
  const id = await addAccount(kit.db, { signIn, name, role, language, passwordHash: await passwordHash })
  if (id === undefined) throw new Error(`${signIn} works here already`)
  return { id, name, role, language, authorId: null, owesSecondStep: false, singleKeys: true, address: '127.0.0.1' }
}

/** A colleague at their own browser, which keeps the session's cookie. */
export interface Colleague {
  staff: Staff
  cookie(): string
  ask(path: string, options?: AskOptions): Promise<Answer>
  /** Posts a form of our own pages. Follow what it answers with `ask(answer.headers.location)`. */
  send(path: string, fields?: Record<string, string | string[]>, headers?: Record<string, string>): Promise<Answer>
}

/** Somebody of that role, hired and signed in. */
export async function signedIn(
  site: TestSite,
  role: Role,
  who: { signIn?: string; name?: string; language?: Language } = {},
): Promise<Colleague> {
  const staff = await hire(site.kit, role, who)
  let cookie = ''
  const ask: Colleague['ask'] = async (path, options = {}) => {
    const answer = await site.ask(path, { ...options, headers: { ...(cookie && { cookie }), ...options.headers } })
    cookie = answer.headers['set-cookie']?.find((each) => /session=/.test(each))?.split(';')[0] ?? cookie
    return answer
  }
  const send: Colleague['send'] = (path, fields = {}, headers = {}) => {
    const form = new URLSearchParams()
    for (const [name, value] of Object.entries(fields)) for (const each of [value].flat()) form.append(name, each)
    return ask(path, { method: 'POST', body: form.toString(), headers: { ...formHeaders, ...headers } })
  }
  const answer = await send('/newsroom/sign-in', { signIn: who.signIn ?? role, password: testPassword })
  if (answer.status !== 303) throw new Error(`signing in was answered ${answer.status}`)
  return { staff, cookie: () => cookie, ask, send }
}

/** What a browser says of a form that stands on our own page. */
export const formHeaders = {
  'content-type': 'application/x-www-form-urlencoded',
  'sec-fetch-site': 'same-origin',
}
