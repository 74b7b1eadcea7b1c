import { Secret, TOTP } from 'otpauth'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { signInLimits } from '../../src/features/accounts/sign-in-limits.js'
import { rows } from '../../src/platform/database.js'
import { TooMany } from '../../src/web/errors.js'
import { type Colleague, formHeaders, hire, signedIn, testPassword } from '../support/staff.js'
import { testNow } from '../support/test-kit.js'
import { openTestSite, type TestSite, wordsOf } from '../support/test-site.js'

let site: TestSite
let minutes = 0
beforeAll(async () => {
  site = await openTestSite({ proxies: 1 })
})
afterAll(() => site.close())

/** The next minute: a code that was used is not used again. */
const later = () => site.kit.clock.set(new Date(testNow.getTime() + ++minutes * 60_000))

const codeOf = (secret: string) =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: site.kit.clock.now().getTime() })

async function turnOn(colleague: Colleague): Promise<{ secret: string; codes: string[] }> {
  const offer = await colleague.ask('/newsroom/me/second-step')
  const secret = wordsOf(offer.page.querySelector('form code')).replaceAll(' ', '')
  const answer = await colleague.send('/newsroom/me/second-step', { code: codeOf(secret) })
  return { secret, codes: answer.page.querySelectorAll('.codes li').map(wordsOf) }
}

async function withPassword(signIn: string): Promise<string> {
  const answer = await site.ask('/newsroom/sign-in', {
    method: 'POST',
    body: new URLSearchParams({ signIn, password: testPassword }).toString(),
    headers: formHeaders,
  })
  expect(answer.headers.location).toBe('/newsroom/code?back=%2Fnewsroom')
  return answer.headers['set-cookie']?.find((each) => each.includes('session='))?.split(';')[0] ?? ''
}

/** Somewhere else, since one address fails forty times in a quarter of an hour and no more. */
const from = (host: number) => ({ 'x-forwarded-for': `198.51.100.${host}` })

const showCode = (cookie: string, code: string, headers: Record<string, string> = {}) =>
  site.ask('/newsroom/code', {
    method: 'POST',
    body: new URLSearchParams({ code }).toString(),
    headers: { ...formHeaders, cookie, ...headers },
  })

describe('the second step', () => {
  test('is in force once its first code was shown, with ten recovery codes', async () => {
    const colleague = await signedIn(site, 'editor', { signIn: 'careful' })
    expect((await colleague.send('/newsroom/me/second-step', { code: '000000' })).status).toBe(422)
    const { codes } = await turnOn(colleague)
    expect(codes).toHaveLength(10)
    expect(new Set(codes).size).toBe(10)
    const kept = await rows<{ code_hash: string }>(site.kit.db, 'select code_hash from recovery_codes')
    expect(kept.filter(({ code_hash }) => codes.includes(code_hash))).toEqual([])
  })

  test('keeps whoever has only the password outside', async () => {
    const cookie = await withPassword('careful')
    const desk = await site.ask('/newsroom', { headers: { cookie } })
    expect([desk.status, desk.headers.location]).toEqual([303, '/newsroom/sign-in?back=%2Fnewsroom'])
    expect((await showCode(cookie, '12345')).status).toBe(422)
  })

  test('takes a code once: a second time it opens nothing', async () => {
    later()
    const colleague = await signedIn(site, 'editor', { signIn: 'replayed' })
    const { secret } = await turnOn(colleague)
    later()
    const code = codeOf(secret)
    expect((await showCode(await withPassword('replayed'), code)).status).toBe(303)
    expect((await showCode(await withPassword('replayed'), code)).status).toBe(422)
  })

  test('takes each recovery code once, however it is typed', async () => {
    const colleague = await signedIn(site, 'editor', { signIn: 'phoneless' })
    const { codes } = await turnOn(colleague)
    const typed = ` ${codes[0]?.toUpperCase().replace('-', ' ')} `
    expect((await showCode(await withPassword('phoneless'), typed)).status).toBe(303)
    expect((await showCode(await withPassword('phoneless'), typed)).status).toBe(422)
  })

  test('gives new recovery codes for the password alone, and tells the audit; the ones before open nothing', async () => {
    later()
    const colleague = await signedIn(site, 'editor', { signIn: 'orderly' })
    const { codes } = await turnOn(colleague)
    const page = (await colleague.ask('/newsroom/me/second-step')).page
    expect(page.querySelector('form[action$=codes] input[name=current]')).toBeTruthy()
    for (const fields of [{}, { current: 'не тот пароль' }]) {
      const refused = await colleague.send('/newsroom/me/second-step/codes', fields as Record<string, string>)
      expect([refused.status, wordsOf(refused.page.querySelector('#fault'))]).toEqual([
        422,
        'Нынешний пароль не подошёл.',
      ])
      expect(refused.page.querySelectorAll('.codes li')).toHaveLength(0)
    }
    const lines = () =>
      rows(
        site.kit.db,
        `select 1 from audit where deed = 'account.recovery-codes' and account_name = :name and subject = :subject`,
        { name: colleague.staff.name, subject: `account:${colleague.staff.id}` },
      )
    expect(await lines()).toHaveLength(0)
    const answer = await colleague.send('/newsroom/me/second-step/codes', { current: testPassword })
    const renewed = answer.page.querySelectorAll('.codes li').map(wordsOf)
    expect(renewed).toHaveLength(10)
    expect(await lines()).toHaveLength(1)
    expect((await showCode(await withPassword('orderly'), codes[0] ?? '')).status).toBe(422)
    expect((await showCode(await withPassword('orderly'), renewed[0] ?? '')).status).toBe(303)
  })

  test('may be demanded of a role: then nothing else opens before it is set up', async () => {
    const chief = await signedIn(site, 'chief')
    const advertiser = await signedIn(site, 'advertising')
    expect((await chief.send('/newsroom/staff/security', { roles: 'advertising' })).status).toBe(303)
    expect((await advertiser.ask('/newsroom')).headers.location).toBe('/newsroom/me/second-step')
    await turnOn(advertiser)
    expect((await advertiser.ask('/newsroom')).status).toBe(200)
  })
})

describe('whoever guesses', () => {
  test('passwords is stopped for that account, but not its owner on a device of theirs', async () => {
    const owner = await signedIn(site, 'reporter', { signIn: 'wanted' })
    const device = (await signInAs('wanted', testPassword)).headers['set-cookie']?.find((each) =>
      each.includes('device='),
    )
    for (let tries = 0; tries < 10; tries += 1) expect((await signInAs('wanted', `guess ${tries}`)).status).toBe(422)
    const stopped = await signInAs('wanted', testPassword)
    expect(stopped.status).toBe(429)
    expect(Number(stopped.headers['retry-after'])).toBeGreaterThan(0)
    expect((await signInAs('wanted', testPassword, device?.split(';')[0])).status).toBe(303)
    expect((await owner.ask('/newsroom')).status).toBe(200)
  })

  test('with many at once gets no further than one after another', async () => {
    await hire(site.kit, 'reporter', { signIn: 'besieged' })
    const answers = await Promise.all(
      Array.from({ length: 30 }, (_, at) => signInAs('besieged', `guess ${at}`, undefined, from(1))),
    )
    expect(answers.filter(({ status }) => status === 422)).toHaveLength(10)
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(20)
  })

  test('codes at once gets no further either, and the right one costs nobody a try', async () => {
    later()
    const { secret } = await turnOn(await signedIn(site, 'editor', { signIn: 'encircled' }))
    later()
    for (let time = 0; time < 12; time += 1) await withPassword('encircled')
    const cookie = await withPassword('encircled')
    const right = codeOf(secret)
    const wrong = ['000000', '111111', '222222'].find((code) => code !== right) ?? ''
    const answers = await Promise.all(Array.from({ length: 30 }, () => showCode(cookie, wrong, from(2))))
    expect(answers.filter(({ status }) => status === 422)).toHaveLength(10)
    expect((await showCode(cookie, right, from(2))).status).toBe(429)
  })

  test('in a session that was left open is stopped as at the door, wherever the password is asked for once more', async () => {
    later()
    const colleague = await signedIn(site, 'editor', { signIn: 'away' })
    await turnOn(colleague)
    const places = ['/newsroom/me/password', '/newsroom/me/second-step/off', '/newsroom/me/second-step/codes']
    const guess = (at: number, current: string) =>
      colleague.send(places[at % places.length] ?? '', { current, password: 'совсем другая лодка' }, from(3))
    for (let tries = 0; tries < 10; tries += 1) expect((await guess(tries, `guess ${tries}`)).status).toBe(422)
    for (const at of places.keys()) expect((await guess(at, testPassword)).status).toBe(429)
    expect((await signInAs('away', testPassword, undefined, from(3))).status).toBe(429)
    expect((await colleague.ask('/newsroom/me')).status).toBe(200)
  })

  test('from a household’s many addresses is one guesser, and another household is another', async () => {
    const limits = signInLimits({ perAddress: 2 })
    let accounts = 0
    const fail = (address: string) =>
      limits.attempt({ account: `anyone ${++accounts}`, address, device: null }, async () => false)
    expect(await fail('2001:db8::7:0:0:0:1')).toBe(false)
    expect(await fail('2001:db8:0:7:aaaa:bbbb:cccc:dddd')).toBe(false)
    await expect(fail('2001:DB8::7:1:2:3:4')).rejects.toBeInstanceOf(TooMany)
    expect(await fail('2001:db8::8:0:0:0:1')).toBe(false)
    // Who is refused takes nothing from others at the same address.
    const stopped = { account: 'stopped', address: '203.0.113.7', device: null }
    const strict = signInLimits({ perAddress: 2, perAccount: 1 })
    await strict.attempt(stopped, async () => false)
    for (let tries = 0; tries < 5; tries += 1)
      await expect(strict.attempt(stopped, async () => true)).rejects.toBeInstanceOf(TooMany)
    expect(await strict.attempt({ ...stopped, account: 'neighbour' }, async () => true)).toBe(true)
  })

  test('a forged device is a stranger', async () => {
    const { id } = await hire(site.kit, 'reporter', { signIn: 'forged' })
    for (let tries = 0; tries < 10; tries += 1) await signInAs('forged', `guess ${tries}`)
    const cookie = `__Host-device=${id}.${'a'.repeat(16)}.${'b'.repeat(43)}`
    expect((await signInAs('forged', testPassword, cookie)).status).toBe(429)
  })
})

const signInAs = (signIn: string, password: string, cookie?: string, headers: Record<string, string> = {}) =>
  site.ask('/newsroom/sign-in', {
    method: 'POST',
    body: new URLSearchParams({ signIn, password }).toString(),
    headers: { ...formHeaders, ...(cookie && { cookie }), ...headers },
  })
