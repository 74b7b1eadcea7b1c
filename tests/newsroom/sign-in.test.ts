import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { firstInvitation, invitationFromTerminal } from '../../src/features/accounts/joining.js'
import { row, run } from '../../src/platform/database.js'
import { formHeaders, hire, signedIn, testPassword } from '../support/staff.js'
import { openTestSite, type TestSite, wordsOf } from '../support/test-site.js'

let site: TestSite
beforeAll(async () => {
  site = await openTestSite()
})
afterAll(() => site.close())

const form = (fields: Record<string, string>) => ({
  method: 'POST',
  body: new URLSearchParams(fields).toString(),
  headers: formHeaders,
})
const sessionOf = (cookies: string[] | undefined) => cookies?.find((cookie) => cookie.startsWith('__Host-session='))

describe('the first account', () => {
  test('is made by the link that the start prints, once, and its owner is signed in', async () => {
    const link = await firstInvitation(site.kit)
    expect(link).toMatch(/^\/newsroom\/join\/[\w-]{43}$/)
    const page = await site.ask(String(link))
    expect(page.status).toBe(200)
    expect(page.page.querySelector('form input[name=password]')).toBeTruthy()
    const answer = await site.ask(String(link), form({ name: 'Айгүл', signIn: 'aigul', password: testPassword }))
    expect([answer.status, answer.headers.location]).toEqual([303, '/newsroom'])
    expect(sessionOf(answer.headers['set-cookie'])).toMatch(/; Path=\/;.*HttpOnly; Secure; SameSite=Lax/)
    expect((await site.ask(String(link))).status).toBe(410)
    expect(await firstInvitation(site.kit)).toBeUndefined()
  })

  test('is not made with a password that is easily guessed, and what was typed stays', async () => {
    await run(site.kit.db, 'delete from accounts')
    const link = String(await firstInvitation(site.kit))
    const answer = await site.ask(link, form({ name: 'Айгүл', signIn: 'aigul', password: 'short' }))
    expect(answer.status).toBe(422)
    expect(answer.page.querySelector('input[name=name]')?.getAttribute('value')).toBe('Айгүл')
    expect(wordsOf(answer.page.querySelector('#password-fault'))).toContain('10')
  })
})

describe('an invitation from the terminal', () => {
  const promised = () => row(site.kit.db, 'select role from invitations order by id desc limit 1')

  test("makes a chief's account without being told only while there is none, and otherwise what is said", async () => {
    await run(site.kit.db, 'delete from accounts')
    expect(await invitationFromTerminal(site.kit, 'Айгүл')).toMatch(/^\/newsroom\/join\//)
    expect(await promised()).toEqual({ role: 'chief' })
    await hire(site.kit, 'chief')
    expect(await invitationFromTerminal(site.kit, 'Болат')).toBeUndefined()
    expect(await invitationFromTerminal(site.kit, 'Болат', 'reporter')).toMatch(/^\/newsroom\/join\//)
    expect(await promised()).toEqual({ role: 'reporter' })
    await run(site.kit.db, 'delete from accounts')
  })
})

describe('signing in', () => {
  test('with the right password opens the desk under a new session', async () => {
    const editor = await signedIn(site, 'editor')
    const desk = await editor.ask('/newsroom')
    expect(desk.status).toBe(200)
    expect(wordsOf(desk.page.querySelector('.who'))).toContain('Имя editor')
    expect(desk.headers['cache-control']).toBe('no-store')
    expect(desk.headers['x-robots-tag']).toContain('noindex')
  })

  test('with a wrong password or an unknown name says the same and opens nothing', async () => {
    const wrong = await site.ask('/newsroom/sign-in', form({ signIn: 'editor', password: 'не тот пароль' }))
    const unknown = await site.ask('/newsroom/sign-in', form({ signIn: 'nobody', password: 'не тот пароль' }))
    for (const answer of [wrong, unknown]) {
      expect(answer.status).toBe(422)
      expect(answer.headers['set-cookie']).toBeUndefined()
    }
    expect(wordsOf(wrong.page.querySelector('.fault'))).toBe(wordsOf(unknown.page.querySelector('.fault')))
  })

  test('with an unknown name may be tried as often as with a known one, however the name is written', async () => {
    const fresh = await openTestSite({ proxies: 1 })
    await hire(fresh.kit, 'editor')
    const answers: Record<string, number[]> = {}
    for (const name of ['editor', 'nobody', '1'])
      for (let time = 0; time < 12; time++) {
        const asked = form({ signIn: ' '.repeat(time) + name.toUpperCase(), password: 'не тот пароль' })
        const from = { 'x-forwarded-for': `203.0.113.${time}` }
        const { status } = await fresh.ask('/newsroom/sign-in', { ...asked, headers: { ...asked.headers, ...from } })
        answers[name] = [...(answers[name] ?? []), status]
      }
    expect(answers.nobody).toEqual(answers.editor)
    expect(answers['1']).toEqual(answers.editor)
    expect(answers.editor?.slice(-2)).toEqual([429, 429])
    await fresh.close()
  })

  test('leads back to the page that was asked for, and never to another site', async () => {
    await hire(site.kit, 'reporter')
    const asked = await site.ask('/newsroom/?state=draft')
    expect(asked.headers.location).toBe(`/newsroom/sign-in?back=${encodeURIComponent('/newsroom/?state=draft')}`)
    for (const [back, leads] of [
      ['/newsroom/?state=draft', '/newsroom/?state=draft'],
      ['//elsewhere.example/newsroom', '/newsroom'],
      ['https://elsewhere.example', '/newsroom'],
      ['/newsroomish', '/newsroom'],
    ] as const) {
      const answer = await site.ask('/newsroom/sign-in', form({ signIn: 'reporter', password: testPassword, back }))
      expect(answer.headers.location).toBe(leads)
    }
  })

  test('from another site is refused', async () => {
    const answer = await site.ask('/newsroom/sign-in', {
      ...form({ signIn: 'editor', password: testPassword }),
      headers: { ...formHeaders, 'sec-fetch-site': 'cross-site' },
    })
    expect(answer.status).toBe(403)
  })

  test('keeps no usable session in the database', async () => {
    const chief = await signedIn(site, 'chief')
    const id = decodeURIComponent(chief.cookie().split('=')[1] ?? '').replace(/^s:([^.]+)\..*$/, '$1')
    const found = await row(site.kit.db, 'select 1 from staff_sessions where id_hash = :id or data like :like', {
      id,
      like: `%${id}%`,
    })
    expect(found).toBeUndefined()
  })

  test('a stolen cookie opens nothing after signing out', async () => {
    const colleague = await signedIn(site, 'reporter', { signIn: 'leaving' })
    const stolen = colleague.cookie()
    expect((await colleague.send('/newsroom/sign-out')).status).toBe(303)
    const answer = await site.ask('/newsroom', { headers: { cookie: stolen } })
    expect([answer.status, answer.headers.location]).toEqual([303, '/newsroom/sign-in?back=%2Fnewsroom'])
  })

  test('ends when the account is closed', async () => {
    const colleague = await signedIn(site, 'reporter', { signIn: 'closed' })
    await run(site.kit.db, 'update accounts set closed_at = now() where id = :id', { id: colleague.staff.id })
    expect((await colleague.ask('/newsroom')).status).toBe(303)
  })
})

test('a deed without a session is answered 401 with how to go on, also to a script', async () => {
  const page = await site.ask('/newsroom/language', form({ language: 'kk' }))
  expect(page.status).toBe(401)
  expect(wordsOf(page.page.querySelector('main'))).toContain('в другой вкладке')
  const script = await site.ask('/newsroom/language', {
    ...form({ language: 'kk' }),
    headers: { ...formHeaders, accept: 'application/json' },
  })
  expect(JSON.parse(script.body)).toEqual({ fault: expect.stringContaining('в другой вкладке') })
})

test('a colleague changes the language of the newsroom and finds it so on the next page', async () => {
  const colleague = await signedIn(site, 'editor', { signIn: 'bilingual' })
  const answer = await colleague.send('/newsroom/language', { language: 'kk', back: '/newsroom' })
  expect(answer.headers.location).toBe('/newsroom')
  expect((await colleague.ask('/newsroom')).page.querySelector('html')?.getAttribute('lang')).toBe('kk')
})

test('the newsroom answers 404, 405 and 413 in its own words', async () => {
  const chief = await signedIn(site, 'chief', { signIn: 'wanderer' })
  expect((await chief.ask('/newsroom/no-such-page')).status).toBe(404)
  const method = await chief.ask('/newsroom/language')
  expect([method.status, method.headers.allow]).toEqual([405, 'POST'])
  expect((await chief.send('/newsroom/language', { language: 'k'.repeat(4_000_000) })).status).toBe(413)
})
