import { randomBytes } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { parse } from 'node-html-parser'
import { afterAll, beforeAll, expect, inject, test, vi } from 'vitest'
import { onServer, withDatabase } from '../support/postgres-server.js'
import { folderWithDatabase, type Program, startProgram } from '../support/program.js'
import { formHeaders } from '../support/staff.js'

/** On a PostgreSQL server two instances share one database, and the story is published on the first. */
const server = inject('testServer')
const database = `locman_everywhere_${randomBytes(4).toString('hex')}`

const folders: string[] = []
const programs: Program[] = []
const instances: string[] = []

beforeAll(async () => {
  if (server) await onServer(server.url, `create database ${database} template ${server.template}`)
  for (let at = 0; at < (server ? 2 : 1); at += 1) {
    const folder = await folderWithDatabase()
    folders.push(folder)
    const program = startProgram({
      DATA_FOLDER: folder,
      SAMPLE_NEWS: 'off',
      ...(server && { DATABASE_URL: withDatabase(server.url, database) }),
    })
    programs.push(program)
    instances.push(await program.ready)
  }
}, 120_000)
afterAll(async () => {
  for (const { child, ended } of programs) {
    child.kill('SIGKILL')
    await ended
  }
  for (const folder of folders) await rm(folder, { recursive: true, force: true })
  if (server) await onServer(server.url, `drop database if exists ${database} with (force)`)
}, 60_000)

let cookie = ''
async function send(path: string, fields?: URLSearchParams): Promise<Response> {
  const answer = await fetch(instances[0] + path, {
    redirect: 'manual',
    headers: { ...(fields && formHeaders), ...(cookie && { cookie }) },
    ...(fields && { method: 'POST', body: fields.toString() }),
  })
  cookie =
    answer.headers
      .getSetCookie()
      .find((each) => /session=/.test(each))
      ?.split(';')[0] ?? cookie
  return answer
}

const fieldsOf = (given: Record<string, string>) => new URLSearchParams(given)

/** The form of a page as a browser without a script would send it, with some fields filled in. */
async function formOf(path: string, selector: string, typed: Record<string, string>): Promise<URLSearchParams> {
  const form = parse(await (await send(path)).text()).querySelector(selector)
  const fields = new URLSearchParams()
  for (const input of form?.querySelectorAll('input, textarea') ?? []) {
    if (input.getAttribute('type') === 'checkbox' && !input.hasAttribute('checked')) continue
    fields.append(input.getAttribute('name') ?? '', input.getAttribute('value') ?? '')
  }
  for (const select of form?.querySelectorAll('select') ?? []) {
    const chosen = select.querySelector('option[selected]') ?? select.querySelector('option')
    fields.append(select.getAttribute('name') ?? '', chosen?.getAttribute('value') ?? '')
  }
  for (const [name, value] of Object.entries(typed)) fields.set(name, value)
  return fields
}

async function beginWork(): Promise<void> {
  // It is printed after the address that says it is ready, and the one of the instance that started last holds.
  const invitation = await vi.waitFor(() => {
    const printed = programs.map(({ output }) => /\/newsroom\/join\/\S+/.exec(output())?.[0])
    expect(printed).not.toContain(undefined)
    return printed.at(-1) ?? ''
  })
  const joined = await send(
    invitation,
    fieldsOf({ name: 'Редактор', signIn: 'redaktor', password: 'лодка плывёт по озеру' }),
  )
  expect(joined.status).toBe(303)
}

/** A story with all that a check list wants; gives its number. */
async function write(title: string): Promise<number> {
  const begun = await send('/newsroom/articles', fieldsOf({ language: 'ru' }))
  const address = String(begun.headers.get('location'))
  const form = await formOf(address, 'form.editor', {
    title,
    lead: 'Об этом рассказали утром.',
    body: '<p>Первый раз за сорок лет.</p>',
  })
  expect((await send(address, form)).status).toBe(303)
  return Number(/\d+/.exec(address)?.[0])
}

test('a story that is published is at once in feeds, sitemaps and search, whichever instance is asked', async () => {
  await beginWork()
  const id = await write('Бургомистерия открыла двери')
  const month = new Date(Date.now() + 5 * 3_600_000).toISOString().slice(0, 7)
  const places = [
    '/',
    '/feed/rss',
    '/feed/json',
    '/feed/yandex',
    '/sitemap-news-ru.xml',
    `/sitemaps/ru-${month}.xml`,
    `/search?q=${encodeURIComponent('бургомистерия')}`,
    `/feed/search/json?q=${encodeURIComponent('бургомистерия')}`,
  ]
  const silent = async () => {
    const asked = instances.flatMap((instance) => places.map((path) => instance + path))
    const answers = await Promise.all(asked.map(async (address) => (await fetch(address)).text()))
    return asked.filter((_, at) => !answers[at]?.includes(`/news/${id}-`))
  }
  // Every page is in the caches of both by then, without the story.
  expect(await silent()).toHaveLength(instances.length * places.length)
  const deed = await formOf(`/newsroom/articles/${id}/publication`, 'form[action$="/publication"]', {})
  expect((await send(`/newsroom/articles/${id}/publication`, deed)).status).toBe(303)
  // A busy machine may be late; how late, `npm run bench` measures.
  await vi.waitFor(async () => expect(await silent()).toEqual([]), { timeout: 20_000, interval: 700 })
  const withdrawal = fieldsOf({ reason: 'Проверка' })
  expect((await send(`/newsroom/articles/${id}/withdrawal`, withdrawal)).status).toBe(303)
  await vi.waitFor(async () => expect(await silent()).toHaveLength(instances.length * places.length), {
    timeout: 20_000,
    interval: 700,
  })
}, 120_000)
