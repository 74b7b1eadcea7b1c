import { describe, expect, it } from 'vitest'
import { ImportStopped } from '../../../src/features/imports/import-stopped.js'
import type { WxrEntry } from '../../../src/features/imports/wxr-entry.js'
import { readWxr } from '../../../src/features/imports/wxr-reading.js'
import { entriesOf, exportOf, fixture, itemOf, portalExport, written } from './exports.js'

const windows1251 = (text: string) =>
  Buffer.from(
    [...text].map((letter) => {
      const code = letter.codePointAt(0) ?? 0
      return code >= 0x410 && code <= 0x44f ? code - 0x350 : code
    }),
  )

async function stopOf(file: string): Promise<{ message: string; before: WxrEntry[] }> {
  const before: WxrEntry[] = []
  try {
    for await (const entry of readWxr(file)) before.push(entry)
  } catch (error) {
    expect(error).toBeInstanceOf(ImportStopped)
    return { message: (error as Error).message, before }
  }
  throw new Error('the file was read to its end')
}

describe('a WordPress export', () => {
  it('is read entry by entry, the site first', async () => {
    const entries = await entriesOf(await portalExport())
    expect(entries[0]).toEqual({
      kind: 'site',
      site: { title: 'Заречный вестник', address: 'https://www.vestnik.example', version: '1.2' },
    })
    expect(entries.map(({ kind }) => kind)).toEqual([
      'site', 'author', 'category', 'category', 'tag',
      'post', 'post', 'post', 'post', 'post', 'post', 'post', 'page', 'page', 'other', 'other',
      'attachment', 'attachment', 'attachment', 'attachment',
    ]) // biome-ignore format: one line a kind of thing
  })

  it('tells a post with its date in UTC, its terms, its cover and its comments', async () => {
    const [post] = (await entriesOf(await portalExport())).flatMap((entry) =>
      entry.kind === 'post' ? [entry.post] : [],
    )
    expect(post).toMatchObject({
      number: '101',
      author: 'aigul',
      status: 'publish',
      publishedAt: new Date('2024-03-05T04:30:00Z'),
      isSticky: true,
      isProtected: false,
      coverNumber: '201',
      views: 1874,
      categories: [{ nicename: 'sport', name: 'Спорт' }, { name: 'Футбол' }],
      tags: [{ name: 'Мост' }],
    })
    expect(post?.comments.map(({ approved, type }) => [approved, type])).toEqual([
      ['1', ''],
      ['0', 'comment'],
      ['spam', ''],
      ['1', 'pingback'],
    ])
  })

  it('tells an attachment with its alt, caption and post', async () => {
    const [attachment] = (await entriesOf(await portalExport('http://old.example'))).flatMap((entry) =>
      entry.kind === 'attachment' ? [entry.attachment] : [],
    )
    expect(attachment).toEqual({
      number: '201',
      title: 'Мост',
      address: 'http://old.example/most.png',
      link: 'https://www.vestnik.example/2024/03/05/most/most-photo/',
      alt: 'Мост над рекой',
      caption: 'Мост в первый день',
      parent: '101',
    })
  })

  it('is read in windows-1251 when it says so', async () => {
    const head = '<?xml version="1.0" encoding="windows-1251"?>'
    const entries = await entriesOf(await written(windows1251(exportOf(itemOf(1, 'Мост открыт'), head))))
    expect(entries[1]).toMatchObject({ kind: 'post', post: { title: 'Мост открыт' } })
  })

  it('may begin with an empty line and end with a warning of PHP, and may hold control characters', async () => {
    const file = await written(`\ufeff\n\n${exportOf(itemOf(1, 'Мост\u0008 открыт'))}\n<br /><b>Warning</b>: &oops;`)
    expect((await entriesOf(file))[1]).toMatchObject({ kind: 'post', post: { title: 'Мост открыт' } })
  })

  it('may split a text where it holds the end of a CDATA section', async () => {
    const file = await written(exportOf(itemOf(1, 'Мост', 'if (a[b[0]]]]><![CDATA[>1) return')))
    expect((await entriesOf(file))[1]).toMatchObject({ post: { content: 'if (a[b[0]]>1) return' } })
  })

  it('is told as unreadable where an item has no number', async () => {
    const file = await written(
      exportOf(`<item><title>Без номера</title><wp:post_type>post</wp:post_type></item>${itemOf(2, 'Мост')}`),
    )
    const entries = await entriesOf(file)
    expect(entries[1]).toMatchObject({ kind: 'unreadable', title: 'Без номера' })
    expect(entries[2]).toMatchObject({ kind: 'post' })
  })
})

describe('reading stops with a clear message', () => {
  it('at a document type, before any entity of it is looked at', async () => {
    expect((await stopOf(fixture('bomb.xml'))).message).toMatch(/DOCTYPE.*entity bomb.*line 7/)
  })

  it('at an entity that XML does not know', async () => {
    const { message, before } = await stopOf(
      await written(exportOf(`${itemOf(1, 'Мост')}\n${itemOf(2, 'Тихая&nbsp;река')}`)),
    )
    expect(message).toMatch(/entity.*line 5/)
    expect(before.map(({ kind }) => kind)).toEqual(['site', 'post'])
  })

  it.each([
    ['an RSS feed', fixture('feed.xml'), /RSS feed but not a WordPress export.*Tools → Export/],
    ['a file that is not there', fixture('nowhere.xml'), /cannot be read \(ENOENT\)/],
    ['a folder', fixture('.'), /cannot be read \(EISDIR\)/],
  ])('at %s', async (_what, file, message) => {
    expect((await stopOf(file)).message).toMatch(message)
  })

  it.each([
    ['an empty file', '', /empty file/],
    ['mere text', 'Привет, мир', /not XML/],
    ['JSON', '{"posts": []}', /not XML/],
    ['a web page', '<html><body>Вход</body></html>', /begins with <html>/],
    ['a ZIP archive', Buffer.from('PK\u0003\u0004rest'), /ZIP archive: unpack/],
    ['a gzip archive', Buffer.from([0x1f, 0x8b, 8, 0]), /gunzip/],
    ['a binary file', Buffer.from([1, 2, 0, 3]), /binary/],
    ['UTF-16', Buffer.from('\ufeff<rss>', 'utf16le'), /UTF-16.*iconv/],
    ['another encoding', '<?xml version="1.0" encoding="koi8-r"?><rss/>', /koi8-r.*iconv/],
    [
      'windows-1251 that does not say so',
      windows1251(exportOf(itemOf(1, 'Мост', 'Широка река. '.repeat(50)))),
      /not in UTF-8/,
    ],
    ['crossed tags', exportOf('<item><title>Мост</item></title>'), /not well-formed.*line 4/],
    ['a thousand nested elements', exportOf('<a>'.repeat(1000)), /nested more than 30 deep/],
  ])('at %s', async (_what, content, message) => {
    expect((await stopOf(await written(content))).message).toMatch(message)
  })

  it('where the file is cut off, after giving every whole entry', async () => {
    const whole = exportOf(`${itemOf(1, 'Мост')}${itemOf(2, 'Река')}`)
    const { message, before } = await stopOf(await written(whole.slice(0, whole.indexOf('Река') + 2)))
    expect(message).toMatch(/cut off.*line 4/)
    expect(before.map(({ kind }) => kind)).toEqual(['site', 'post'])
  })

  it.each([
    ['a bare &', itemOf(2, 'A & B <br>'), /line 6 has an & that begins no entity.*&amp;/],
    ['a bare & in an attribute', itemOf(2, '<a href="?a=1&b=2">Мост</a>'), /line 6 has an & that begins no entity/],
    ['a tag that is not closed', itemOf(2, 'Мост <br>'), /line 6 has <br>, .*<\/title> comes on line 6/],
    ['a comment that is not closed', itemOf(2, '<!-- Мост'), /line 6 has a comment without an end/],
    [
      'a CDATA section that is not closed',
      itemOf(2, '<![CDATA[Мост').replace(/<content.*encoded>/, ''),
      /line 6 has a CDATA/,
    ],
  ])('at %s, by its own line, and calls no whole file cut off', async (_what, bad, expected) => {
    // Line ends of two characters, letters of two units and more than one piece of the file come before it.
    const long = itemOf(1, 'Мост', 'Река 🌊 '.repeat(20_000))
    const lines = exportOf(`${long}\n\n${bad}\n\n${bad.includes('<!') ? '' : itemOf(3, 'Река')}`).replaceAll(
      '\n',
      '\r\n',
    )
    const { message, before } = await stopOf(await written(lines))
    expect(message).toMatch(expected)
    expect(message).not.toContain('cut off')
    expect(before.map(({ kind }) => kind)).toEqual(['site', 'post'])
  })

  it('where a bare & is met, although a semicolon comes only in a later story', async () => {
    const file = await written(exportOf(`${itemOf(1, 'Мост & река')}\n${itemOf(2, 'Дождь; снег')}`))
    expect((await stopOf(file)).message).toMatch(/line 4 has an &/)
  })

  it('at a text without an end, long before memory is full', async () => {
    const { message } = await stopOf(await written(exportOf(`<item><title><![CDATA[${'много '.repeat(5_000_000)}`)))
    expect(message).toMatch(/more than 20000000 characters without an end/)
  })

  it('not at an item that is too big: its number and title are told, and the next is read', async () => {
    const comment = `<wp:comment><wp:comment_content><![CDATA[${'x'.repeat(7_000_000)}]]></wp:comment_content></wp:comment>`
    const file = await written(exportOf(`${itemOf(1, 'Споры', 'Текст.', comment.repeat(10))}${itemOf(2, 'Мост')}`))
    const entries = await entriesOf(file)
    expect(entries[1]).toEqual({
      kind: 'unreadable',
      number: '1',
      title: 'Споры',
      what: 'it is larger than 60 million characters',
    })
    expect(entries[2]).toMatchObject({ kind: 'post', post: { number: '2' } })
  })
})
