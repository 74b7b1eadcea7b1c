import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Staff } from '../../../src/features/accounts/staff.js'
import { findArticle } from '../../../src/features/articles/article-store.js'
import { type Manuscript, manuscriptSchema } from '../../../src/features/articles/manuscript.js'
import { findManuscript } from '../../../src/features/articles/manuscript-store.js'
import { putOnSite } from '../../../src/features/articles/putting-on-site.js'
import { findRevision, listRevisions } from '../../../src/features/articles/revision-store.js'
import {
  openManuscript,
  restoreRevision,
  saveManuscript,
  startStory,
  startTwin,
} from '../../../src/features/articles/saving.js'
import { rows, run, transaction } from '../../../src/platform/database.js'
import { hire } from '../../support/staff.js'
import { openTestKit, type TestKit, testNow } from '../../support/test-kit.js'
import { writeArticle } from '../../support/write.js'

let kit: TestKit
let editor: Staff
let reporter: Staff
beforeAll(async () => {
  kit = await openTestKit()
  editor = await hire(kit, 'editor')
  reporter = await hire(kit, 'reporter')
})
afterAll(() => kit.close())

async function begun(staff = editor): Promise<{ id: number; content: Manuscript }> {
  const id = await startStory(kit, staff, { language: 'ru' })
  return { id, content: (await openManuscript(kit.db, id, kit.clock.now())).content }
}

async function saved(staff: Staff, id: number, beganFrom: number, content: Manuscript): Promise<number> {
  const outcome = await saveManuscript(kit, staff, id, { beganFrom, content })
  if (outcome.outcome !== 'saved') throw new Error(`the save ended as ${outcome.outcome}`)
  return outcome.version
}

const row = (id: number) => findArticle(kit.db, id, kit.clock.now())
const minutesLater = (minutes: number) => kit.clock.set(new Date(testNow.getTime() + minutes * 60_000))

describe('a save', () => {
  test('of a draft is the manuscript and the row at once', async () => {
    const { id, content } = await begun()
    await saved(
      editor,
      id,
      1,
      manuscriptSchema.parse({ ...content, title: 'Мост', body: '<p>Открыт<script>1</script></p>' }),
    )
    expect(await row(id)).toMatchObject({ title: 'Мост', slug: 'most', body: '<p>Открыт</p>', state: 'draft' })
  })

  test('over a version that is not the newest changes nothing and gives the newest', async () => {
    const { id, content } = await begun()
    await saved(editor, id, 1, { ...content, title: 'Первый' })
    const outcome = await saveManuscript(kit, editor, id, { beganFrom: 1, content: { ...content, title: 'Второй' } })
    expect(outcome).toMatchObject({ outcome: 'conflict', theirs: { version: 2, content: { title: 'Первый' } } })
    expect((await row(id))?.title).toBe('Первый')
  })

  test('whose answer never came is recognised when the writer goes on', async () => {
    const { id, content } = await begun()
    await saveManuscript(kit, editor, id, { beganFrom: 1, content: { ...content, title: 'Ушло' }, saveKey: 'a1' })
    const next = await saveManuscript(kit, editor, id, {
      beganFrom: 1,
      content: { ...content, title: 'Ушло дальше' },
      saveKey: 'a2',
      unanswered: ['a1'],
    })
    expect(next).toMatchObject({ outcome: 'saved', version: 3 })
  })

  test('of a published story leaves readers what they have, until it is put on the site', async () => {
    const { id } = await writeArticle(kit, { title: 'Как было', tags: ['winter'] })
    const { content } = await openManuscript(kit.db, id, kit.clock.now())
    await saved(editor, id, 1, { ...content, title: 'Как стало', slug: '', tagIds: [] })
    expect((await row(id))?.title).toBe('Как было')
    const touched = await transaction(kit.db, (db) => putOnSite(db, id, kit.clock.now()))
    expect(await row(id)).toMatchObject({ title: 'Как стало', slug: 'kak-bylo', tags: [] })
    expect(touched).toEqual(expect.arrayContaining([`article:${id}`, 'tag:ru:winter']))
    const [newest] = await listRevisions(kit.db, id, { before: null, limit: 1 })
    expect(newest?.publishedAt).toEqual(kit.clock.now())
  })

  test('of what may be shown only in part puts only that part on the site', async () => {
    const { id: withSource } = await writeArticle(kit, { source: 'akimat' })
    const { sourceId } = (await openManuscript(kit.db, withSource, kit.clock.now())).content
    const { id, content } = await begun()
    const text = {
      ...content,
      sourceId,
      lead: 'Лид',
      body: manuscriptSchema.shape.body.parse('<p>Раз</p>'.repeat(400)),
    }
    await saved(editor, id, 1, { ...text, sourceRights: 'excerpt' })
    const length = (await row(id))?.body.length ?? 0
    expect([length > 0, length < text.body.length / 1.5]).toEqual([true, true])
    await saved(editor, id, 2, { ...text, sourceRights: 'headline' })
    expect(await row(id)).toMatchObject({ lead: '', body: '' })
    expect((await findManuscript(kit.db, id))?.content.body).toBe(text.body)
  })

  test('that names a section which is not there is refused by name', async () => {
    const { id, content } = await begun()
    const outcome = await saveManuscript(kit, editor, id, { beganFrom: 1, content: { ...content, sectionId: 9999 } })
    expect(outcome).toEqual({ outcome: 'faults', fields: ['sectionId'] })
  })

  test('is a reporter’s only on their own story, and not once its hour is set', async () => {
    const { id, content } = await begun()
    const own = await begun(reporter)
    await expect(saveManuscript(kit, reporter, id, { beganFrom: 1, content })).rejects.toThrow('to write')
    await saved(reporter, own.id, 1, own.content)
    await run(kit.db, `update articles set state = 'scheduled', published_at = now() where id = :id`, { id: own.id })
    await expect(saveManuscript(kit, reporter, own.id, { beganFrom: 2, content })).rejects.toThrow('to write')
  })

  test('two hundred times at once by two editors loses nothing without telling', { timeout: 60_000 }, async () => {
    const other = await hire(kit, 'editor', { signIn: 'second' })
    const { id, content } = await begun()
    let told = 0
    const known: Record<number, number> = { [editor.id]: 1, [other.id]: 1 }
    const writes = Array.from({ length: 200 }, async (_, at) => {
      const staff = at % 2 ? editor : other
      const title = `${staff.id} пишет в ${at} раз`
      const outcome = await saveManuscript(kit, staff, id, {
        beganFrom: known[staff.id] ?? 0,
        content: { ...content, title },
      })
      if (outcome.outcome === 'saved') known[staff.id] = outcome.version
      else if (outcome.outcome === 'conflict') {
        told += 1
        known[staff.id] = outcome.theirs.version
      }
      return outcome.outcome
    })
    const outcomes = await Promise.all(writes)
    const accepted = outcomes.filter((outcome) => outcome === 'saved').length
    expect([accepted + told, accepted > 0, (await findManuscript(kit.db, id))?.version]).toEqual([
      200,
      true,
      accepted + 1,
    ])
  })
})

describe('revisions', () => {
  test('of one person within ten minutes are one; later, or another person’s, are another', async () => {
    minutesLater(0)
    const { id, content } = await begun()
    await saved(editor, id, 1, { ...content, title: 'А' })
    minutesLater(9)
    await saved(editor, id, 2, { ...content, title: 'АБ' })
    minutesLater(11)
    await saved(editor, id, 3, { ...content, title: 'АБВ' })
    const other = await hire(kit, 'chief')
    await saved(other, id, 4, { ...content, title: 'АБВГ' })
    const heads = await listRevisions(kit.db, id, { before: null, limit: 10 })
    expect(heads.map(({ number, savedBy }) => [number, savedBy])).toEqual([
      [3, other.name],
      [2, editor.name],
      [1, editor.name],
    ])
    expect((await findRevision(kit.db, id, 1))?.content.title).toBe('АБ')
  })

  test('begin with the story as it was found, and cannot be deleted', async () => {
    const { id } = await writeArticle(kit, { title: 'Из выгрузки' })
    await openManuscript(kit.db, id, kit.clock.now())
    expect(await listRevisions(kit.db, id, { before: null, limit: 5 })).toMatchObject([{ number: 1, kind: 'found' }])
    await expect(run(kit.db, 'delete from article_revisions where article_id = :id', { id })).rejects.toThrow(
      'for ever',
    )
    expect(await run(kit.db, 'delete from articles where id = :id', { id })).toBe(1)
  })

  test('are restored as a new one', async () => {
    const { id, content } = await begun()
    await saved(editor, id, 1, { ...content, title: 'Хорошо' })
    minutesLater(30)
    await saved(editor, id, 2, { ...content, title: 'Плохо' })
    expect((await restoreRevision(kit, editor, id, { number: 1, beganFrom: 3 })).outcome).toBe('saved')
    expect((await row(id))?.title).toBe('Хорошо')
    const [newest] = await listRevisions(kit.db, id, { before: null, limit: 5 })
    expect(newest).toMatchObject({ number: 3, kind: 'restored' })
  })
})

test('the version in the other language is begun once, filed like the first', async () => {
  const { id } = await writeArticle(kit, { tags: ['winter'], region: 'abai' })
  const twin = await startTwin(kit, editor, id)
  expect(await startTwin(kit, editor, id)).toBe(twin)
  expect(await row(twin)).toMatchObject({
    language: 'kk',
    state: 'draft',
    title: '',
    region: { slug: 'abai' },
    tags: [{ slug: 'winter' }],
  })
})

test('who began a story, and beside which one, stands in the audit once', async () => {
  const own = await startStory(kit, reporter, { language: 'ru' })
  const { id } = await writeArticle(kit)
  const twin = await startTwin(kit, editor, id)
  await startTwin(kit, reporter, id)
  const lines = await rows(
    kit.db,
    `select account_id as who, deed, subject, after from audit where subject = any(:subjects::text[]) order by id`,
    { subjects: [own, id, twin].map((each) => `article:${each}`) },
  )
  const deed = 'article.begin'
  expect(lines).toEqual([
    { who: reporter.id, deed, subject: `article:${own}`, after: { language: 'ru' } },
    { who: editor.id, deed, subject: `article:${twin}`, after: { language: 'kk', twinOf: `article:${id}` } },
  ])
})
