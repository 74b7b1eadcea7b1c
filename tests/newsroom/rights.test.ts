import { readdir, readFile } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Role, rightsOf, roles } from '../../src/features/accounts/right.js'
import { newsroomAddresses, partPatterns } from '../../src/newsroom/newsroom-routes.js'
import { type Colleague, formHeaders, signedIn } from '../support/staff.js'
import { openTestSite, type TestSite } from '../support/test-site.js'

let site: TestSite
const staff = new Map<Role, Colleague>()
beforeAll(async () => {
  site = await openTestSite()
  for (const role of roles) staff.set(role, await signedIn(site, role))
})
afterAll(() => site.close())

const examples = ['999999', 'a'.repeat(43), 'no-such-thing', 'section', 'ru', 'site']

/** Every part leads to something that is not there, where there is such: nothing is changed. */
const addressOf = (address: string) =>
  `/newsroom${address.replace(/:(\w+)/g, (_, part: string) => {
    const example = examples.find((each) => partPatterns[part]?.test(each))
    if (example === undefined) throw new Error(`give this test an example of :${part}`)
    return example
  })}`
const form = { method: 'POST', body: '', headers: formHeaders }

const closed = newsroomAddresses.filter(({ right }) => right !== 'anyone')
const guarded = closed.filter(({ right }) => right !== 'any staff')

describe('every address of the newsroom', () => {
  test('without a session leads to the door or is answered 401', async () => {
    for (const { method, address } of closed) {
      const answer = await site.ask(addressOf(address), method === 'post' ? form : {})
      const told = `${method} ${address} ${answer.status}`
      expect(told).toBe(`${method} ${address} ${method === 'post' ? 401 : 303}`)
      if (method === 'get') expect(answer.headers.location).toMatch(/^\/newsroom\/sign-in/)
    }
  })

  test.each(roles)('is closed to a %s without its right', async (role) => {
    for (const { method, address, right } of guarded) {
      if (right === 'anyone' || right === 'any staff' || rightsOf[role].has(right)) continue
      const answer = await staff.get(role)?.ask(addressOf(address), method === 'post' ? form : {})
      expect(`${method} ${address} ${answer?.status}`).toBe(`${method} ${address} 403`)
    }
  })

  test.each(roles)('is open to a %s with its right', async (role) => {
    for (const { method, address, right } of guarded) {
      if (right === 'anyone' || right === 'any staff' || !rightsOf[role].has(right) || method === 'post') continue
      const answer = await staff.get(role)?.ask(addressOf(address))
      expect([403, 401, 500]).not.toContain(answer?.status)
    }
  })

  test('refuses a post from another site, whoever sends it', async () => {
    for (const { method, address } of newsroomAddresses) {
      if (method !== 'post') continue
      const answer = await staff.get('chief')?.ask(addressOf(address), {
        ...form,
        headers: { ...formHeaders, 'sec-fetch-site': 'cross-site' },
      })
      expect(`${address} ${answer?.status}`).toBe(`${address} 403`)
    }
  })

  test('has no fault of its own, whatever NUL and half a sign stand in it', async () => {
    const views = await Promise.all(
      (await readdir('views/newsroom')).map((name) => readFile(`views/newsroom/${name}`, 'utf8')),
    )
    const names = new Set([...views.join('').matchAll(/ name="(\w+)"/g)].map(([, name]) => name ?? ''))
    expect(names.size).toBeGreaterThan(50)
    const chief = staff.get('chief')
    const fields = (word: string) => Object.fromEntries([...names].map((name) => [name, word]))
    const bodies = [
      ['application/x-www-form-urlencoded', new URLSearchParams(fields('a\u0000b')).toString()],
      ['application/json', JSON.stringify(fields('x\ud800y\u0000'))],
      ['application/x-www-form-urlencoded; charset=foo', 'a=b'],
    ] as const
    for (const { method, address } of newsroomAddresses) {
      if (address === '/sign-out') continue
      for (const [type, body] of method === 'post' ? bodies : []) {
        const headers = { ...formHeaders, 'content-type': type }
        const answer = await chief?.ask(addressOf(address), { method: 'POST', body, headers })
        expect(`${address} ${type} ${Number(answer?.status) < 500}`).toBe(`${address} ${type} true`)
      }
      if (method === 'get') {
        const query = new URLSearchParams(fields('a\u0000b')).toString()
        expect(`${address} ${(await chief?.ask(`${addressOf(address)}?${query}`))?.status}`).not.toMatch(/ 5\d\d$/)
      }
    }
  })
})
