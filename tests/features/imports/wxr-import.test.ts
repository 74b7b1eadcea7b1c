import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type ImportReport, reportLines } from '../../../src/features/imports/import-report.js'
import { ImportStopped } from '../../../src/features/imports/import-stopped.js'
import { type ImportOptions, importWxr } from '../../../src/features/imports/wxr-import.js'
import { newAddressOf } from '../../../src/features/redirects/redirect-store.js'
import { row, rows, run } from '../../../src/platform/database.js'
import { openTestKit, type TestKit } from '../../support/test-kit.js'
import { exportOf, fixture, itemOf, portalExport, written } from './exports.js'

let server: Server
let host: string
const asked: string[] = []

beforeAll(async () => {
  const png = await sharp({ create: { width: 64, height: 48, channels: 3, background: '#2a9d8f' } })
    .png()
    .toBuffer()
  server = createServer((req, res) => {
    asked.push(req.url ?? '')
    if (req.url === '/most.png') res.setHeader('content-type', 'image/png').end(png)
    else if (req.url === '/page.jpg') res.end('<html>not a picture</html>')
    else res.writeHead(404).end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  host = `127.0.0.1:${(server.address() as AddressInfo).port}`
})

afterAll(() => {
  server.closeAllConnections()
  server.close()
})

async function withKit(work: (kit: TestKit) => Promise<void>): Promise<void> {
  const kit = await openTestKit()
  try {
    await work(kit)
  } finally {
    await kit.close()
  }
}

async function importText(kit: TestKit, text: string, options: ImportOptions = {}): Promise<ImportReport> {
  return importWxr(kit, await written(text), { fetchAttachments: false, ...options })
}

/** Every row of every table that an import writes. */
async function everything(kit: TestKit): Promise<unknown> {
  const tables =
    'articles pages pictures sections tags tag_aliases authors article_tags article_authors comments redirects article_views'.split(
      ' ',
    )
  return Promise.all(
    tables.map((table) => rows(kit.db, `select to_jsonb(x) as row from ${table} x order by to_jsonb(x)::text`)),
  )
}

const newOf = (report: ImportReport) =>
  Object.fromEntries(Object.entries(report.counts).map(([noun, count]) => [noun, count.new]))

describe("an invented newspaper's export", () => {
  let kit: TestKit
  let file: string
  let rehearsal: ImportReport
  let report: ImportReport
  const announced: string[] = []

  beforeAll(async () => {
    kit = await openTestKit()
    file = await portalExport(`http://${host}`)
    const before = await everything(kit)
    kit.changes.listen((tags) => announced.push(...tags))
    rehearsal = await importWxr(kit, file, { dryRun: true })
    expect(await everything(kit)).toEqual(before)
    expect(announced).toEqual([])
    expect(asked).toEqual([])
    report = await importWxr(kit, file)
  })

  afterAll(() => kit.close())

  const article = async (number: number) => {
    const found = await row<Record<string, unknown>>(
      kit.db,
      `select a.*, s.slug as section, s.in_menu, p.id as picture,
         (select json_agg(t.name_ru order by l.position) from article_tags l join tags t on t.id = l.tag_id where l.article_id = a.id) as tags,
         (select json_agg(w.name_ru) from article_authors l join authors w on w.id = l.author_id where l.article_id = a.id) as authors
       from articles a join sections s on s.id = a.section_id left join pictures p on p.id = a.cover_id
       where a.imported_key = :key`,
      { key: `wxr:vestnik.example:${number}` },
    )
    return found ?? {}
  }

  it('is counted, and what is left out is told', () => {
    expect(newOf(report)).toEqual({
      articles: 6,
      pages: 2,
      pictures: 1,
      comments: 3,
      sections: 1,
      tags: 2,
      authors: 2,
      'old addresses': 8,
    })
    expect(Object.fromEntries(report.skipped)).toEqual({
      'comments of the type pingback': 1,
      'marks that keep a post on top; pin articles in the newsroom': 1,
      'posts and pages in the state "trash"': 1,
      "entries of the site's menus": 1,
      'items of the type "recipe"': 1,
      'attachments that are no pictures; texts link to them where they are': 1,
    })
    expect(report.problems.map(({ number, what }) => [number, what.replace(/http\S+|127\S+/g, 'X')])).toEqual([
      ['203', 'its picture X was not taken in: X answered 404'],
      [
        '102',
        'it has no title; it is called "На реке начался ледоход, и спасатели просят не выходить на лёд. Не выходите на…" now',
      ],
      ['106', 'it is protected by a password; it came in as a draft'],
      ['204', 'its picture X was not taken in: The file is not a picture.'],
    ])
    expect(reportLines(report).join('\n')).toContain('articles            6 new, 0 already here')
  })

  it('was rehearsed with the same counts, except for pictures that are not there', () => {
    expect(newOf(rehearsal)).toEqual({ ...newOf(report), pictures: 3 })
    expect(reportLines(rehearsal)[0]).toContain('dry run: nothing was written')
  })

  it('brings a post with title, lead, body, picture, cover, section, tags and author', async () => {
    const bridge = await article(101)
    expect(bridge).toMatchObject({
      slug: 'most-otkryt',
      title: 'Мост через Тихую открыли & освятили',
      lead: 'Утром по мосту поехали первые автобусы.',
      state: 'published',
      published_at: new Date('2024-03-05T04:30:00Z'),
      updated_at: new Date('2024-03-06T05:00:00Z'),
      section: 'sport',
      in_menu: true,
      tags: ['Футбол', 'Мост'],
      authors: ['Айгүл Заречная'],
      cover_alt: 'Мост над рекой',
      cover_caption: 'Мост в первый день',
      is_sample: false,
    })
    expect(bridge.picture).toBe(bridge.cover_id)
    expect(bridge.body_html).toMatch(
      /^<figure><img src="\/media\/[0-9a-f]{64}\/640\.jpg" alt="Мост над рекой"[^>]*\/><figcaption>Мост утром<\/figcaption><\/figure>\n<p>Строили его два года\.<br \/>Движение открыто в обе стороны\.<\/p>\n<p><a href="https:\/\/www\.youtube\.com/,
    )
    expect(asked.filter((url) => url === '/most.png')).toHaveLength(1)
  })

  it('brings how often a story was read, which makes nothing popular', async () => {
    const views = await rows<{ total: number; today: number | null }>(
      kit.db,
      'select total::float8 as total, today from article_views',
    )
    expect(views).toEqual([{ total: 1874, today: null }])
  })

  it('files a post without a category under news, and takes its excerpt as its lead', async () => {
    const ice = await article(102)
    expect(ice).toMatchObject({
      section: 'news',
      in_menu: false,
      lead: 'Спасатели просят быть осторожнее.',
      authors: ['guest'],
      published_at: new Date('2024-03-06T04:30:00Z'),
    })
    expect(ice.body_html).toBe(
      `<p>На реке начался ледоход, и спасатели просят не выходить на лёд.</p>\n<ul><li>Не выходите на лёд</li></ul>\n<p><a href="http://${host}/missing.png" rel="noopener">Фото: Лёд</a></p>`,
    )
  })

  it('keeps what was not public from readers', async () => {
    const states = await Promise.all([103, 104, 105, 106, 107].map(article))
    expect(states.map(({ state, published_at }) => [state, published_at])).toEqual([
      ['draft', null],
      ['review', null],
      ['scheduled', new Date('2030-01-01T04:30:00Z')],
      ['draft', null],
      [undefined, undefined],
    ])
  })

  it('answers old addresses of what is public, and of nothing else', async () => {
    const bridge = await article(101)
    const address = `/news/${bridge.id}-most-otkryt`
    expect(await newAddressOf(kit.db, '/2024/03/05/мост-открыт/', kit.clock.now())).toBe(address)
    expect(await newAddressOf(kit.db, '/?p=101', kit.clock.now())).toBe(address)
    expect(await newAddressOf(kit.db, '/about/', kit.clock.now())).toBe('/page/about')
    expect(await newAddressOf(kit.db, '/company/about/', kit.clock.now())).toBe('/page/about-2')
    expect(await newAddressOf(kit.db, '/?page_id=109', kit.clock.now())).toBe('/page/about-2')
    expect(await newAddressOf(kit.db, '/category/sport/', kit.clock.now())).toBe('/section/sport')
    for (const hidden of ['/?p=103', '/?p=105', '/2030/01/01/later/', '/2024/secret/', '/']) {
      expect(await newAddressOf(kit.db, hidden, kit.clock.now())).toBeUndefined()
    }
    expect(
      await row(kit.db, "select t.slug from tag_aliases x join tags t on t.id = x.tag_id where alias = 'мост'"),
    ).toEqual({ slug: 'most' })
  })

  it('brings comments with their states and answers, sanitised and without addresses of writers', async () => {
    const comments = await rows<{ id: number; parent_id: number | null }>(
      kit.db,
      'select id, parent_id, writer_name, body_html, state, written_at from comments order by id',
    )
    expect(comments).toMatchObject([
      {
        writer_name: 'Болат',
        state: 'shown',
        body_html: '<p>Наконец-то!</p>\n<p>Ура</p>',
        written_at: new Date('2024-03-05T06:00:00Z'),
      },
      { writer_name: 'Сауле', state: 'waiting', parent_id: comments[0]?.id },
      { writer_name: 'Casino', state: 'hidden' },
    ])
  })

  it('brings pages without their shortcodes', async () => {
    expect(await rows(kit.db, 'select slug, title, body_html, state from pages order by id')).toEqual([
      { slug: 'about', title: 'О газете', body_html: '<p>Пишем с 1994 года.</p>', state: 'published' },
      { slug: 'about-2', title: 'О газете, раздел', body_html: '<p>Ещё страница.</p>', state: 'published' },
    ])
  })

  it('is announced once it is in', () => {
    expect(announced).toEqual(
      expect.arrayContaining([
        'filing',
        'pages',
        'front:ru',
        'newest:ru',
        'section:ru:sport',
        'tag:ru:most',
        'author:ru:aygul-zarechnaya',
      ]),
    )
  })

  it('changes nothing when it is imported again', async () => {
    const before = await everything(kit)
    const again = await importWxr(kit, file)
    expect(await everything(kit)).toEqual(before)
    expect(Object.values(newOf(again))).toEqual([0, 0, 0, 0, 0, 0, 0, 0])
    expect(again.counts.articles.alreadyHere).toBe(6)
    expect(again.counts.comments.alreadyHere).toBe(3)
  })
})

describe('an import', () => {
  it('reports a post that fails by number and title, takes nothing of it, and goes on', async () => {
    await withKit(async (kit) => {
      await run(kit.db, "alter table comments add constraint no_rain check (writer_name <> 'Дождь')")
      const comment =
        '<category domain="post_tag" nicename="rain"><![CDATA[Дождь]]></category><wp:comment><wp:comment_id>1</wp:comment_id><wp:comment_author>Дождь</wp:comment_author><wp:comment_content>Кап</wp:comment_content></wp:comment>'
      const deep = '<div>'.repeat(1000)
      const report = await importText(
        kit,
        exportOf(
          [itemOf(1, 'Мост'), itemOf(2, 'Ливень', 'Текст.', comment), itemOf(3, 'Дно', deep), itemOf(4, 'Река')].join(
            '\n',
          ),
        ),
      )
      expect(report.problems).toEqual([
        { number: '2', title: 'Ливень', what: expect.stringMatching(/^was not taken in: .*no_rain/) },
        { number: '3', title: 'Дно', what: 'was not taken in: its HTML is nested more than 200 deep' },
      ])
      expect(await rows(kit.db, 'select title from articles order by id')).toEqual([
        { title: 'Мост' },
        { title: 'Река' },
      ])
      expect(await rows(kit.db, 'select * from tags')).toEqual([])
      expect(report.counts).toMatchObject({ articles: { new: 2 }, comments: { new: 0 }, tags: { new: 0 } })
    })
  })

  it('keeps what stands before the place where a file is cut off, and goes on from there with the whole file', async () => {
    await withKit(async (kit) => {
      const whole = exportOf(`${itemOf(1, 'Мост')}\n${itemOf(2, 'Река')}`)
      const cut = importText(kit, whole.slice(0, whole.indexOf('Река')))
      await expect(cut).rejects.toThrow(/cut off.*line 5/)
      const stopped: unknown = await cut.catch((error: unknown) => error)
      expect(stopped).toBeInstanceOf(ImportStopped)
      expect((stopped as ImportStopped).report?.counts.articles.new).toBe(1)
      expect(await rows(kit.db, 'select title from articles')).toEqual([{ title: 'Мост' }])
      const report = await importText(kit, whole)
      expect(report.counts.articles).toEqual({ new: 1, alreadyHere: 1 })
    })
  })

  it('writes nothing of an entity bomb, of a feed, or of a cut-off file in a dry run', async () => {
    await withKit(async (kit) => {
      const before = await everything(kit)
      await expect(importWxr(kit, fixture('bomb.xml'))).rejects.toThrow(/entity bomb/)
      await expect(importWxr(kit, fixture('feed.xml'))).rejects.toThrow(/not a WordPress export/)
      await expect(importText(kit, exportOf(itemOf(1, 'Мост')).slice(0, -20), { dryRun: true })).rejects.toThrow(
        /cut off/,
      )
      expect(await everything(kit)).toEqual(before)
    })
  })

  it('tells by number of every picture and gallery that the export does not hold, and of no counter', async () => {
    await withKit(async (kit) => {
      const old = 'https://vestnik.example/uploads'
      const pictures = `<img src="${old}/a.jpg"><img src="${old}/a.jpg"><img src="${old}/b.jpg">`
      const cover =
        '<wp:postmeta><wp:meta_key>_thumbnail_id</wp:meta_key><wp:meta_value>77</wp:meta_value></wp:postmeta>'
      const report = await importText(
        kit,
        exportOf(
          [
            itemOf(1, 'Мост', `Текст. ${pictures}<img width="1" height="1" src="https://counter.example/x.gif">`),
            itemOf(2, 'Река', 'Текст. [gallery ids="91,92"]'),
            itemOf(3, 'Лёд', 'Текст. [gallery]', cover),
            itemOf(4, 'О газете', `Текст. <img src="${old}/c.jpg">`).replace('>post<', '>page<'),
          ].join('\n'),
        ),
      )
      expect(report.problems.map(({ number, what }) => [number, what])).toEqual([
        [
          '1',
          `2 pictures of its text without an attachment in the export were not taken in: ${old}/a.jpg, ${old}/b.jpg`,
        ],
        ['2', 'its [gallery] lacks the attachments no. 91, 92, which are not in the export'],
        ['3', 'its cover, the attachment no. 77, is not in the export'],
        ['3', 'its [gallery] shows nothing: it names no attachments, and the export holds none of this post'],
        ['4', `a picture of its text without an attachment in the export was not taken in: ${old}/c.jpg`],
      ])
      expect(reportLines(report).join('\n')).toContain('To look at:\n  no. 1 "Мост": 2 pictures')
    })
  })

  it('stops asking a host that cannot be reached, and tells how much that cost', async () => {
    await withKit(async (kit) => {
      const attachments = Array.from({ length: 6 }, (_, at) =>
        itemOf(10 + at, `Фото ${at}`, '', `<wp:attachment_url>http://[::1]:1/${at}.jpg</wp:attachment_url>`).replace(
          '>post<',
          '>attachment<',
        ),
      )
      const report = await importText(kit, exportOf(attachments.join('')), { fetchAttachments: true })
      expect(report.problems).toHaveLength(3)
      expect(report.problems[0]?.what).toMatch(/::1.* is inside a private network/)
      expect(Object.fromEntries(report.skipped)).toEqual({
        'pictures on [::1]:1, which could not be reached 3 times': 3,
      })
    })
  })

  it('tells how far it is, never backwards and never beyond the end', async () => {
    await withKit(async (kit) => {
      const told: number[] = []
      let size = 0
      await importText(kit, exportOf(itemOf(1, 'Мост')), {
        onProgress: (bytesRead, totalBytes) => {
          told.push(bytesRead)
          size = totalBytes
        },
      })
      expect(told).toEqual(told.toSorted((a, b) => a - b))
      expect(told.at(-1)).toBe(size)
    })
  })

  it('gives Kazakh articles to a Kazakh portal', async () => {
    await withKit(async (kit) => {
      await importText(kit, exportOf(itemOf(1, 'Көпір ашылды').replace('post-1', '')), { language: 'kk' })
      expect(await rows(kit.db, 'select language, slug from articles')).toEqual([
        { language: 'kk', slug: 'kopir-ashyldy' },
      ])
    })
  })
})
