import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { changeRole } from '../../src/features/staffing/staffing.js'
import { rows, run } from '../../src/platform/database.js'
import { type Colleague, formHeaders, signedIn, testPassword } from '../support/staff.js'
import { openTestSite, type TestSite, wordsOf } from '../support/test-site.js'

let site: TestSite
let chief: Colleague
beforeAll(async () => {
  site = await openTestSite()
  chief = await signedIn(site, 'chief')
})
afterAll(() => site.close())

const linkOf = (answer: { page: { querySelector(selector: string): { textContent: string } | null } }) =>
  (answer.page.querySelector('code.link')?.textContent ?? '').replace(site.kit.origin, '')

describe('an invitation', () => {
  test('is a link that makes one account with the role it names', async () => {
    const link = linkOf(await chief.send('/newsroom/staff/invitations', { name: 'Данияр', role: 'editor' }))
    const joined = await site.ask(link, {
      method: 'POST',
      body: new URLSearchParams({ name: 'Данияр', signIn: 'daniyar', password: testPassword }).toString(),
      headers: formHeaders,
    })
    expect(joined.headers.location).toBe('/newsroom')
    const people = await chief.ask('/newsroom/staff')
    const row = people.page.querySelectorAll('tbody tr').find((each) => wordsOf(each).includes('daniyar'))
    expect(row?.querySelector('option[selected]')?.getAttribute('value')).toBe('editor')
    const ended = await site.ask(link)
    expect([ended.status, wordsOf(ended.page.querySelector('h1'))]).toEqual([410, 'Ссылка больше не действует'])
  })

  test('that was taken back opens nothing', async () => {
    const answer = await chief.send('/newsroom/staff/invitations', { name: 'Не придёт', role: 'reporter' })
    const ending = answer.page.querySelectorAll('form').find((form) => wordsOf(form).includes('Не придёт'))
    await chief.send(ending?.getAttribute('action') ?? '')
    expect((await site.ask(linkOf(answer))).status).toBe(410)
  })

  test('without a name is a fault that says what to do', async () => {
    const answer = await chief.send('/newsroom/staff/invitations', { name: ' ', role: 'editor' })
    expect(answer.status).toBe(422)
    expect(answer.page.querySelector('#name-fault')).toBeTruthy()
  })
})

describe('a colleague', () => {
  test('who leaves is signed out at once, and comes back by undoing', async () => {
    const leaving = await signedIn(site, 'reporter', { signIn: 'leaving', name: 'Уходящий' })
    await chief.send(`/newsroom/staff/${leaving.staff.id}`, { deed: 'close' })
    expect((await leaving.ask('/newsroom')).status).toBe(303)
    const notice = (await chief.ask('/newsroom/staff')).page.querySelector('.notice form')
    expect(notice?.getAttribute('action')).toBe(`/newsroom/staff/${leaving.staff.id}`)
    await chief.send(`/newsroom/staff/${leaving.staff.id}`, { deed: 'reopen' })
    const again = await signedInAgain('leaving')
    expect(again.status).toBe(303)
  })

  test('gets another role and its rights with the next request', async () => {
    const growing = await signedIn(site, 'reporter', { signIn: 'growing' })
    expect((await growing.ask('/newsroom/staff')).status).toBe(403)
    await chief.send(`/newsroom/staff/${growing.staff.id}`, { deed: 'role', role: 'chief' })
    expect((await growing.ask('/newsroom/staff')).status).toBe(200)
    await chief.send(`/newsroom/staff/${growing.staff.id}`, { deed: 'role', role: 'reporter' })
  })

  test('who forgot the password chooses another by a link, once, and is signed out elsewhere', async () => {
    const forgetful = await signedIn(site, 'reporter', { signIn: 'forgetful' })
    const askForLink = async () =>
      linkOf(await chief.send(`/newsroom/staff/${forgetful.staff.id}`, { deed: 'password-link' }))
    const older = await askForLink()
    const link = await askForLink()
    // A newer one ends it.
    expect((await site.ask(older)).status).toBe(410)
    const set = await site.ask(link, {
      method: 'POST',
      body: new URLSearchParams({ password: 'совсем другая лодка' }).toString(),
      headers: formHeaders,
    })
    expect(set.headers.location).toBe('/newsroom/sign-in')
    expect((await forgetful.ask('/newsroom')).status).toBe(303)
    expect((await signedInAgain('forgetful')).status).toBe(422)
    expect((await signedInAgain('forgetful', 'совсем другая лодка')).status).toBe(303)
    expect((await site.ask(link)).status).toBe(410)
  })

  test('changes the own password only with the present one, which ends the other sessions', async () => {
    const desk = await signedIn(site, 'editor', { signIn: 'two-screens' })
    const phone = (await signedInAgain('two-screens')).headers['set-cookie']?.find((each) => each.includes('session='))
    const wrong = await desk.send('/newsroom/me/password', { current: 'не тот', password: 'новая лодка плывёт' })
    expect([wrong.status, wrong.page.querySelector('#current-fault') !== null]).toEqual([422, true])
    await desk.send('/newsroom/me/password', { current: testPassword, password: 'новая лодка плывёт' })
    expect((await desk.ask('/newsroom/me')).status).toBe(200)
    expect((await site.ask('/newsroom', { headers: { cookie: phone?.split(';')[0] ?? '' } })).status).toBe(303)
  })

  test('sees where they are signed in and ends one of those', async () => {
    const desk = await signedIn(site, 'editor', { signIn: 'many' })
    const phone = (await signedInAgain('many')).headers['set-cookie']?.find((each) => each.includes('session='))
    const page = (await desk.ask('/newsroom/me')).page
    expect(page.querySelectorAll('tbody tr')).toHaveLength(2)
    const key = page.querySelector('tbody input[name=key]')?.getAttribute('value') ?? ''
    await desk.send('/newsroom/me/sessions', { key })
    expect((await site.ask('/newsroom', { headers: { cookie: phone?.split(';')[0] ?? '' } })).status).toBe(303)
    expect((await desk.ask('/newsroom/me')).page.querySelectorAll('tbody tr')).toHaveLength(1)
  })
})

test('the last chief editor stays', async () => {
  for (const change of [{ deed: 'close' }, { deed: 'role', role: 'reporter' }]) {
    await chief.send(`/newsroom/staff/${chief.staff.id}`, change)
    expect(wordsOf((await chief.ask('/newsroom/staff')).page.querySelector('.notice'))).toContain('не останется')
  }
})

test('a deed asks for its right itself', async () => {
  const reporter = await signedIn(site, 'reporter', { signIn: 'curious' })
  expect(() => changeRole(site.kit, reporter.staff, chief.staff.id, 'reporter')).toThrow('staff.manage')
})

describe('the audit', () => {
  test('tells who did what to whom, and how it was before', async () => {
    const colleague = await signedIn(site, 'reporter', { signIn: 'audited' })
    await chief.send(`/newsroom/staff/${colleague.staff.id}`, { deed: 'role', role: 'editor' })
    const page = await chief.ask(`/newsroom/audit?deed=staff.role&subject=account:${colleague.staff.id}`)
    const lines = page.page.querySelectorAll('tbody tr')
    expect(lines).toHaveLength(1)
    expect(wordsOf(lines[0] ?? null)).toContain('Роль репортёр редактор')
    expect(wordsOf(lines[0] ?? null)).toContain('Имя chief')
  })

  test('names every deed in words, keeps its code beside them, and leads to what it was done upon', async () => {
    const { staff } = await signedIn(site, 'reporter', { signIn: 'named' })
    await chief.send(`/newsroom/staff/${staff.id}`, { deed: 'close' })
    const { page } = await chief.ask(`/newsroom/audit?deed=staff.close&subject=account:${staff.id}`)
    const [, , deed, subject] = page.querySelectorAll('tbody tr td')
    expect(wordsOf(deed ?? null)).toBe('Доступ закрыт staff.close')
    expect(subject?.querySelectorAll('a').map((each) => each.getAttribute('href'))).toEqual([
      '/newsroom/staff',
      expect.stringContaining(`subject=account%3A${staff.id}`),
    ])
    const csv = await chief.ask(`/newsroom/audit.csv?subject=account:${staff.id}`)
    expect(csv.body).toContain(`,staff.close,account:${staff.id},`)
  })

  test('is narrowed by a deed that is chosen by its name, or by everything done upon such things', async () => {
    const choice = ({ page }: Awaited<ReturnType<typeof chief.ask>>) => {
      const chosen = page.querySelector('#deed option[selected]')
      return [chosen?.getAttribute('value') ?? null, wordsOf(chosen)]
    }
    const one = await chief.ask('/newsroom/audit?deed=staff.invite')
    expect(choice(one)).toEqual(['staff.invite', 'Приглашение создано'])
    const all = await chief.ask('/newsroom/audit?deed=staff')
    expect(choice(all)).toEqual(['staff', 'Люди: любое действие'])
    const deeds = all.page.querySelectorAll('td code.hint').map(wordsOf)
    expect(new Set(deeds.map((code) => code.split('.')[0]))).toEqual(new Set(['staff']))
  })

  test('tells a deed of an older program by its code, and keeps it as a filter', async () => {
    await run(
      site.kit.db,
      `insert into audit (at, account_name, deed, subject) values (now(), 'Айша', 'horoscope.cast', 'horoscope:1')`,
    )
    const { page } = await chief.ask('/newsroom/audit?deed=horoscope.cast')
    expect(wordsOf(page.querySelector('#deed option[selected]'))).toBe('horoscope.cast')
    const [, , deed, subject] = page.querySelectorAll('tbody tr td')
    expect(wordsOf(deed ?? null)).toBe('horoscope.cast')
    expect(subject?.querySelectorAll('a')).toHaveLength(1)
  })

  test('cannot be changed or deleted, not even by us', async () => {
    await expect(run(site.kit.db, `update audit set deed = 'nothing'`)).rejects.toThrow('only added to')
    await expect(run(site.kit.db, 'delete from audit')).rejects.toThrow('only added to')
  })

  test('goes as a table whose cells no office program takes for a formula', async () => {
    await chief.send('/newsroom/staff/invitations', { name: '=cmd|calc', role: 'reporter' })
    await signedIn(site, 'reporter', { signIn: 'formula', name: '=1+1, "да"' })
    const csv = await chief.ask('/newsroom/audit.csv?deed=account')
    expect(csv.headers['content-type']).toBe('text/csv; charset=utf-8')
    expect(csv.body).toContain(`,"'=1+1, ""да""",account.sign-in,`)
  })

  test('holds no password, code or link', async () => {
    const kept = await rows<{ line: string }>(site.kit.db, 'select audit::text as line from audit')
    expect(kept.filter(({ line }) => line.includes(testPassword) || /[\w-]{43}/.test(line))).toEqual([])
  })

  test('is walked page by page', async () => {
    for (let at = 0; at < 60; at += 1)
      await chief.send('/newsroom/staff/invitations', { name: `Коллега ${at}`, role: 'reporter' })
    const first = await chief.ask('/newsroom/audit?deed=staff.invite')
    expect(first.page.querySelectorAll('tbody tr')).toHaveLength(50)
    const older = first.page.querySelector('.pager a')?.getAttribute('href')?.replaceAll('&amp;', '&') ?? ''
    const second = await chief.ask(older)
    expect(second.page.querySelectorAll('tbody tr').length).toBeGreaterThan(9)
  })
})

const signedInAgain = (signIn: string, password = testPassword) =>
  site.ask('/newsroom/sign-in', {
    method: 'POST',
    body: new URLSearchParams({ signIn, password }).toString(),
    headers: formHeaders,
  })
