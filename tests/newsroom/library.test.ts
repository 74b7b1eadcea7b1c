import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openManuscript } from '../../src/features/articles/saving.js'
import { tidyLibrary } from '../../src/features/library/library-tidying.js'
import { row, rows, transaction } from '../../src/platform/database.js'
import { photo, plain } from '../features/media/pictures.js'
import { type Colleague, signedIn } from '../support/staff.js'
import { type Answer, openTestSite, type TestSite, wordsOf } from '../support/test-site.js'
import { multipart, multipartHeaders, sendFiles } from '../support/upload.js'
import { writeArticle, writePage } from '../support/write.js'

let site: TestSite
let editor: Colleague
let reporter: Colleague
let kazakh: Colleague
beforeAll(async () => {
  site = await openTestSite()
  editor = await signedIn(site, 'editor')
  reporter = await signedIn(site, 'reporter')
  kazakh = await signedIn(site, 'reporter', { signIn: 'asem', language: 'kk' })
})
afterAll(() => site.close())

const told = ({ body }: Answer) => JSON.parse(body)
const count = async () => (await row<{ n: number }>(site.kit.db, 'select count(*)::integer as n from pictures'))?.n ?? 0

describe('an upload', () => {
  test('tells a script what the picture is, and readers can load it', async () => {
    const answer = await sendFiles(reporter, [{ name: 'Утро на реке.jpg', bytes: await photo(900, 600) }])
    expect(answer.status).toBe(200)
    const [{ name, picture, isKnown, fault }] = told(answer).files
    expect({ name, isKnown, fault }).toEqual({ name: 'Утро на реке.jpg', isKnown: false, fault: null })
    expect(picture).toMatchObject({ width: 900, height: 600, alt: '', caption: '', credit: '' })
    expect((await site.ask(picture.src)).headers['content-type']).toBe('image/jpeg')
    expect(
      await row(site.kit.db, 'select deed, account_id as who from audit where subject = :subject', {
        subject: `picture:${picture.id}`,
      }),
    ).toEqual({ deed: 'picture.upload', who: reporter.staff.id })
  })

  test('of the same picture joins the one that is here', async () => {
    const bytes = await plain('#204060', 300, 200)
    const [first] = told(await sendFiles(reporter, [{ name: 'a.png', bytes }])).files
    const before = await count()
    const [second] = told(await sendFiles(editor, [{ name: 'b.png', bytes }])).files
    expect(second).toMatchObject({ isKnown: true, picture: { id: first.picture.id } })
    expect(await count()).toBe(before)
  })

  test('of many tells of each, in the colleague’s language', async () => {
    const answer = await sendFiles(kazakh, [
      { name: 'сурет.jpg', bytes: await photo(200, 150) },
      { name: 'вирус.jpg', bytes: Buffer.from('MZ this is no picture') },
      {
        name: 'logo.svg',
        bytes: Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'),
      },
      { name: 'cut.jpg', bytes: (await photo(400, 300)).subarray(0, 9000) },
      { name: 'empty.jpg', bytes: Buffer.alloc(0) },
    ])
    expect(answer.status).toBe(200)
    const faults = told(answer).files.map(({ fault }: { fault: string | null }) => fault)
    expect(faults[0]).toBeNull()
    expect(faults[1]).toContain('сурет емес')
    expect(faults[2]).toContain('SVG')
    expect(faults[3]).toContain('бүлінген')
    expect(faults[4]).toContain('сурет емес')
  })

  test('that is too heavy is told so, and the next file is taken', async () => {
    const answer = await sendFiles(editor, [
      { name: 'heavy.jpg', bytes: Buffer.alloc(40 * 1024 * 1024, 7) },
      { name: 'light.jpg', bytes: await photo(210, 150) },
    ])
    const [heavy, light] = told(answer).files
    expect(heavy.fault).toContain('25 МБ')
    expect(light.picture).toMatchObject({ width: 210 })
  })

  test('of five hundred files at once takes twenty and tells of the others', async () => {
    const bytes = await plain('#ff8800', 40, 30)
    const before = await count()
    const files = Array.from({ length: 500 }, (_, at) => ({ name: `${at}.png`, bytes }))
    const answer = await sendFiles(editor, files, { accept: 'text/html' })
    expect(answer.status).toBe(422)
    expect(wordsOf(answer.page.querySelector('[role=alert] .fault'))).toContain('не больше 20')
    expect(await count()).toBe(before + 1)
  }, 30_000)

  test('whose name is a path is stored under no path', async () => {
    const names = ['../../../etc/passwd.jpg', '..\\..\\windows\\x.jpg', '/etc/shadow', '%2e%2e%2fx.jpg', 'a\u0000b.jpg']
    const bytes = await Promise.all(names.map((_, at) => photo(100 + at, 80)))
    const answer = await sendFiles(
      editor,
      names.map((name, at) => ({ name, bytes: bytes[at] ?? Buffer.alloc(0) })),
    )
    const stored = await rows<{ file_name: string }>(
      site.kit.db,
      'select file_name from pictures order by id desc limit 5',
    )
    expect(told(answer).files.filter(({ picture }: { picture: unknown }) => picture)).toHaveLength(5)
    expect(stored.map(({ file_name }) => file_name).filter((name) => /[\\/\0]/.test(name))).toEqual([])
  })

  test('without files, cut off, or in another form than a form’s is answered in words and stores nothing', async () => {
    const before = await count()
    const whole = multipart([{ name: 'a.jpg', bytes: await photo(230, 150) }])
    const ask = (body: Buffer | string, type = multipartHeaders['content-type']) =>
      editor.ask('/newsroom/media', {
        method: 'POST',
        body,
        headers: { ...multipartHeaders, 'content-type': type, accept: 'application/json' },
      })
    expect((await sendFiles(editor, [])).status).toBe(422)
    for (const answer of [
      await ask(whole.subarray(0, whole.length / 2)),
      await ask('files=1', 'application/x-www-form-urlencoded'),
      await ask('{}', 'application/json'),
      await ask('x', 'multipart/form-data'),
    ]) {
      expect(answer.status).toBe(400)
      expect(told(answer).fault.length).toBeGreaterThan(10)
    }
    expect(await count()).toBe(before)
  })

  test('by whoever is not signed in, or from another site, is not read', async () => {
    const body = multipart([{ name: 'a.jpg', bytes: await photo(240, 150) }])
    const before = await count()
    const asked = { method: 'POST', body, headers: { ...multipartHeaders, accept: 'application/json' } }
    expect((await site.ask('/newsroom/media', asked)).status).toBe(401)
    const foreign = { ...asked.headers, 'sec-fetch-site': 'cross-site' }
    expect((await editor.ask('/newsroom/media', { ...asked, headers: foreign })).status).toBe(403)
    expect(await count()).toBe(before)
  })

  test('by a plain form leads to the library, which shows it', async () => {
    const answer = await sendFiles(editor, [{ name: 'Паром.jpg', bytes: await photo(320, 200) }], {
      accept: 'text/html',
    })
    expect(answer.headers.location).toBe('/newsroom/media')
    const { page } = await editor.ask('/newsroom/media')
    expect(wordsOf(page.querySelector('.notice'))).toContain('1 картинка')
    expect(wordsOf(page.querySelector('.shelf .name'))).toBe('Паром.jpg')
  })
})

describe('what a picker asks for', () => {
  test('is found by the beginnings of words in any case, and in other forms of a Russian word', async () => {
    const [{ picture }] = told(await sendFiles(editor, [{ name: 'IMG-2041.jpg', bytes: await photo(500, 300) }])).files
    await rows(
      site.kit.db,
      `update pictures set alt_ru = 'Старый мост через Иртыш', alt_kk = 'Ертістегі ескі көпір', caption_ru = 'Мост закрыли',
         credit = 'Әсем Оразбаева' where id = :id`,
      { id: picture.id },
    )
    for (const words of ['мосты', 'СТАР', 'ескі көп', 'ораз', 'img 2041', 'img-20', '2041.jpg']) {
      const { pictures } = told(await reporter.ask(`/newsroom/media.json?q=${encodeURIComponent(words)}`))
      expect([words, pictures.map(({ id }: { id: number }) => id)]).toEqual([words, [picture.id]])
    }
    const kk = told(await reporter.ask(`/newsroom/media.json?q=${encodeURIComponent('мост')}&language=kk`))
    expect(kk.pictures[0]).toMatchObject({ alt: 'Ертістегі ескі көпір', caption: '', credit: 'Әсем Оразбаева' })
    for (const words of ["'", ':* & !', '(((', '\u0000', 'а'.repeat(500)])
      expect((await reporter.ask(`/newsroom/media.json?q=${encodeURIComponent(words)}`)).status).toBe(200)
  })

  test('comes page by page, without a picture twice', async () => {
    await rows(
      site.kit.db,
      `insert into pictures (hash, width, height, tone, lite_bytes, in_library)
       select md5(n::text) || md5(n::text), 100, 100, 0, 1, true from generate_series(1, 100) n`,
    )
    const seen: number[] = []
    for (let before: number | null = null, pages = 0; pages < 10; pages++) {
      const answer = told(await editor.ask(`/newsroom/media.json${before === null ? '' : `?before=${before}`}`))
      seen.push(...answer.pictures.map(({ id }: { id: number }) => id))
      before = answer.before
      if (before === null) break
    }
    expect(seen.length).toBe(new Set(seen).size)
    expect(seen.length).toBeGreaterThan(100)
    await rows(site.kit.db, 'delete from pictures where tone = 0 and lite_bytes = 1')
  })

  test('does not hold what visitors sent', async () => {
    await rows(
      site.kit.db,
      `insert into pictures (hash, width, height, tone, lite_bytes) values (repeat('e', 64), 10, 10, 0, 1)`,
    )
    const { pictures } = told(await editor.ask('/newsroom/media.json'))
    expect(pictures.filter(({ src }: { src: string }) => src.includes('eeeee'))).toEqual([])
  })
})

describe('a picture of the library', () => {
  const bring = async (name: string, bytes: Buffer, who = editor) =>
    told(await sendFiles(who, [{ name, bytes }])).files[0].picture as { id: number; src: string }
  const words = {
    altRu: 'Пёс у реки',
    altKk: 'Өзен жағасындағы ит',
    captionRu: 'Пёс ждёт хозяина.',
    captionKk: '',
    credit: 'А. Сергеев',
    licence: 'CC BY 4.0',
    licenceUntil: '2026-12-01',
    focalX: '25',
    focalY: '100',
  }

  test('is described, and its crop follows the eye on readers’ cards at once', async () => {
    const { id } = await bring('dog.jpg', await photo(640, 640))
    const story = await writeArticle(site.kit, {
      title: 'Пёс дождался хозяина',
      cover: { pictureId: id, alt: 'Пёс', caption: '', credit: '' },
    })
    expect((await site.ask('/')).body).not.toContain('fx-2')
    const answer = await editor.send(`/newsroom/media/${id}`, words)
    expect(answer.headers.location).toBe(`/newsroom/media/${id}`)
    expect((await site.ask('/')).page.querySelector('picture.fx-2.fy-8')).toBeTruthy()
    const { page } = await editor.ask(`/newsroom/media/${id}`)
    expect(page.querySelector('#altKk')?.getAttribute('value')).toBe(words.altKk)
    expect(wordsOf(page.querySelector('.uses'))).toContain('Пёс дождался хозяина')
    expect(page.querySelector('.uses a')?.getAttribute('href')).toBe(`/newsroom/articles/${story.id}`)
    const soon = await editor.ask('/newsroom/media?shelf=licence')
    expect(wordsOf(soon.page.querySelector('.shelf .soon'))).toContain('1 декабря 2026')
    const line = await row(site.kit.db, `select after ->> 'focalX' as x from audit where deed = 'picture.describe'`)
    expect(line).toEqual({ x: '0.25' })
  })

  test('with faults comes back as it was typed, and nothing is stored', async () => {
    const { id } = await bring('cat.jpg', await photo(330, 220))
    const answer = await editor.send(`/newsroom/media/${id}`, {
      ...words,
      credit: 'я'.repeat(301),
      licenceUntil: '2026-02-30',
      focalX: '101',
    })
    expect(answer.status).toBe(422)
    for (const fault of ['#credit-fault', '#licence-fault', '#focus-fault'])
      expect(wordsOf(answer.page.querySelector(fault)).length).toBeGreaterThan(10)
    expect(answer.page.querySelector('#altRu')?.getAttribute('value')).toBe(words.altRu)
    expect(await row(site.kit.db, 'select alt_ru from pictures where id = :id', { id })).toEqual({ alt_ru: '' })
  })

  test('holds what is typed as words, whatever it looks like', async () => {
    const { id } = await bring('<img onerror=x>.jpg', await photo(340, 220))
    await editor.send(`/newsroom/media/${id}`, {
      ...words,
      altRu: '"><script>alert(1)</script>',
      credit: '\u202Eмир 😀',
    })
    for (const path of [`/newsroom/media/${id}`, '/newsroom/media']) {
      const { status, body } = await editor.ask(path)
      expect(status).toBe(200)
      expect(body).not.toContain('<script>alert')
    }
  })

  test('is described by a reporter who brought it, and by no other reporter', async () => {
    const own = await bring('own.jpg', await photo(350, 220), reporter)
    expect((await reporter.send(`/newsroom/media/${own.id}`, words)).status).toBe(303)
    expect((await kazakh.send(`/newsroom/media/${own.id}`, words)).status).toBe(403)
    for (const deed of ['removal', 'return', 'replacement'])
      expect((await reporter.send(`/newsroom/media/${own.id}/${deed}`)).status).toBe(403)
  })

  test('that is used is not taken out; one that is not comes back by a click', async () => {
    const { id } = await bring('used.jpg', await photo(360, 220))
    const cover = { pictureId: id, alt: '', caption: '', credit: '' }
    await writeArticle(site.kit, { title: 'Черновик с обложкой', state: 'draft', publishedAt: null, cover })
    const refused = await editor.send(`/newsroom/media/${id}/removal`)
    expect(refused.status).toBe(409)
    expect(wordsOf(refused.page.querySelector('[role=alert]'))).toContain('1 месте')
    expect(wordsOf(refused.page.querySelector('.uses'))).toContain('Черновик с обложкой')

    const free = await bring('free.jpg', await photo(370, 220))
    await editor.send(`/newsroom/media/${free.id}/removal`)
    const list = await editor.ask('/newsroom/media')
    expect(list.page.querySelector(`.shelf a[href="/newsroom/media/${free.id}"]`)).toBeNull()
    const undo = list.page.querySelector('.notice form')?.getAttribute('action') ?? ''
    await editor.send(undo)
    expect((await editor.ask('/newsroom/media')).body).toContain(`href="/newsroom/media/${free.id}"`)
  })

  test('that is a banner, the logo or a notice’s is named there and not taken out', async () => {
    const { db } = site.kit
    const chief = await signedIn(site, 'chief')
    const [banner, logo, offered] = [
      await bring('banner.jpg', await photo(300, 251)),
      await bring('logo.jpg', await photo(301, 252)),
      await bring('offered.jpg', await photo(302, 253)),
    ]
    const campaign = await row<{ id: number }>(
      db,
      `with who as (insert into advertisers (name) values ('Пекарня') returning id)
       insert into campaigns (advertiser_id, name, starts_at, ends_at)
       select id, 'Осенняя выпечка', now(), now() + interval '1 day' from who returning id`,
    )
    await rows(
      db,
      `insert into creatives (campaign_id, placement, picture_id, target) values (:id, 'side', :picture, 'https://a.kz/'),
         (:id, 'story', :picture, 'https://a.kz/')`,
      { id: campaign?.id ?? 0, picture: banner.id },
    )
    await rows(
      db,
      `with placed as (
         insert into notices (category_id, town, language, is_business, title, slug, body_text, body_html, body_policy, phone, state, placed_at,
           raised_at, ends_at, secret_hash)
         select id, 'semey', 'ru', false, 'Продам сено', 'seno', '', '', 1, '', 'shown', now(), now(), now(), 'x' from notice_categories limit 1
         returning id)
       insert into notice_pictures (notice_id, picture_id, position) select id, :picture, 0 from placed`,
      { picture: offered.id },
    )
    await chief.send('/newsroom/settings/site', { logo: String(logo.id) })
    for (const [{ id }, named, href] of [
      [banner, 'Осенняя выпечка баннер', `/newsroom/campaigns/${campaign?.id}`],
      [logo, 'логотип портала', '/newsroom/settings'],
      [offered, 'Продам сено объявление посетителя', '/newsroom/notices'],
    ] as const) {
      const refused = await chief.send(`/newsroom/media/${id}/removal`)
      expect([named, refused.status]).toEqual([named, 409])
      expect(wordsOf(refused.page.querySelector('[role=alert]'))).toContain('1 месте')
      expect(wordsOf(refused.page.querySelector('.uses li'))).toBe(named)
      expect(refused.page.querySelector('.uses a')?.getAttribute('href')).toBe(href)
    }
    // An editor keeps the library and has nothing to do with banners: told of, without a way there.
    const seen = (await editor.ask(`/newsroom/media/${banner.id}`)).page
    expect([wordsOf(seen.querySelector('.uses li')), seen.querySelector('.uses a')]).toEqual([
      'Осенняя выпечка баннер',
      null,
    ])
    const unused = (await editor.ask('/newsroom/media?shelf=unused')).body
    for (const { id } of [banner, logo, offered]) expect(unused).not.toContain(`"/newsroom/media/${id}"`)

    await chief.send('/newsroom/settings/site', { logo: '' })
    expect((await chief.send(`/newsroom/media/${logo.id}/removal`)).status).toBe(303)
    await chief.send('/newsroom/settings/site', { logo: String(logo.id) })
    expect((await chief.ask(`/newsroom/media/${logo.id}`)).page.querySelector('.warning form')).toBeNull()
    await chief.send('/newsroom/settings/site', { logo: '' })
  })

  test('that was taken out is in use again with a story that uses it, and otherwise goes after thirty days', async () => {
    const [back, gone] = [
      await bring('back.jpg', await photo(380, 220)),
      await bring('gone.jpg', await photo(390, 220)),
    ]
    for (const { id } of [back, gone]) await editor.send(`/newsroom/media/${id}/removal`)
    await writeArticle(site.kit, { body: `<p>1</p><img src="${back.src}" alt="" data-picture="7" />` })
    const now = site.kit.clock.now()
    site.kit.clock.set(new Date(now.getTime() + 29 * 86_400_000))
    await tidyLibrary(site.kit)
    expect((await site.ask(gone.src)).status).toBe(200)
    site.kit.clock.set(new Date(now.getTime() + 31 * 86_400_000))
    await tidyLibrary(site.kit)
    site.kit.clock.set(now)
    expect((await site.ask(gone.src)).status).toBe(404)
    expect((await site.ask(back.src)).status).toBe(200)
    expect((await editor.ask(`/newsroom/media/${back.id}`)).page.querySelector('.warning form')).toBeNull()
  })

  test('that looks like another is told of, and one replaces the other everywhere with one deed', async () => {
    const drawn = await sharp(await photo(24, 18))
      .resize(800, 600, { kernel: 'cubic' })
      .png()
      .toBuffer()
    const old = await bring('old.png', await sharp(drawn).resize(400).jpeg({ quality: 50 }).toBuffer())
    const sent = told(await sendFiles(editor, [{ name: 'new.png', bytes: drawn }])).files[0]
    expect(sent.alike.map(({ id }: { id: number }) => id)).toContain(old.id)
    const image = `<figure><img src="${old.src}" alt="Лёд &amp; вода" width="400" height="300" data-picture="${old.id}" data-tone="1" data-bytes="1" /></figure>`
    const cover = { pictureId: old.id, alt: 'Лёд', caption: 'Ледоход', credit: 'А. Б.' }
    const out = await writeArticle(site.kit, { title: 'Ледоход начался', cover, body: `<p>Раз.</p>${image}` })
    const draft = await writeArticle(site.kit, { state: 'draft', publishedAt: null, body: image })
    const written = await transaction(site.kit.db, (db) => openManuscript(db, out.id, site.kit.clock.now()))
    await writePage(site.kit, 'about-ice', 'ru', 'О льде')
    await rows(site.kit.db, `update pages set body_html = :body where slug = 'about-ice'`, { body: image })
    await Promise.all([site.ask(`/news/${out.id}-${out.slug}`), site.ask('/page/about-ice')])

    const answer = await sendFiles(editor, [], {
      path: `/newsroom/media/${old.id}/replacement`,
      accept: 'text/html',
      fields: { with: String(sent.picture.id) },
    })
    expect(answer.headers.location).toBe(`/newsroom/media/${sent.picture.id}`)
    const address = sent.picture.src.split('/')[2]
    for (const path of [`/news/${out.id}-${out.slug}`, '/page/about-ice', '/']) {
      const { body } = await site.ask(path)
      expect([path, body.includes(address), body.includes(old.src)]).toEqual([path, true, false])
    }
    expect((await site.ask(`/news/${out.id}-${out.slug}`)).body).toContain('alt="Лёд &amp; вода"')
    const after = await transaction(site.kit.db, (db) => openManuscript(db, out.id, site.kit.clock.now()))
    expect(after.version).toBe(written.version + 1)
    expect(after.content.cover).toEqual({ ...cover, pictureId: sent.picture.id })
    expect(after.content.body).toContain(sent.picture.src)
    const held = await row<{ body: string }>(site.kit.db, 'select body_html as body from articles where id = :id', {
      id: draft.id,
    })
    expect(held?.body).toContain(sent.picture.src)
    expect((await editor.ask(`/newsroom/media/${old.id}`)).page.querySelector('.uses')).toBeNull()
    expect((await editor.ask(`/newsroom/media/${sent.picture.id}`)).page.querySelectorAll('.uses li')).toHaveLength(3)
    const line = await row(site.kit.db, `select subject from audit where deed = 'picture.replace'`)
    expect(line).toEqual({ subject: `picture:${old.id}` })
  })

  test('is replaced by nothing when the other is no picture, is itself, or is not here', async () => {
    const { id } = await bring('same.jpg', await photo(410, 220))
    const ask = (fields: Record<string, string>, files: { name: string; bytes: Buffer }[] = []) =>
      sendFiles(editor, files, { path: `/newsroom/media/${id}/replacement`, accept: 'text/html', fields })
    for (const answer of [
      await ask({}),
      await ask({ with: String(id) }),
      await ask({ with: '999999' }),
      await ask({ with: '../1' }),
      await ask({}, [{ name: 'x.jpg', bytes: Buffer.from('nothing') }]),
      await ask({}, [{ name: 'heavy.jpg', bytes: Buffer.alloc(26 * 1024 * 1024) }]),
    ]) {
      expect(answer.status).toBe(422)
      expect(wordsOf(answer.page.querySelector('#replace-fault')).length).toBeGreaterThan(10)
    }
  })

  test('lends the words of the first published story to those that come later', async () => {
    const { id } = await bring('lent.jpg', await photo(420, 220))
    const cover = { pictureId: id, alt: 'Паром на Бухтарме', caption: 'Первый рейс', credit: 'С. Ким' }
    await writeArticle(site.kit, { cover })
    const { pictures } = told(await reporter.ask(`/newsroom/media.json?q=${encodeURIComponent('бухтарма')}`))
    expect(pictures[0]).toMatchObject({ id, alt: cover.alt, caption: cover.caption, credit: cover.credit })
  })
})
