import { describe, expect, it } from 'vitest'
import { attachmentFacts } from '../../../src/features/imports/attachment-facts.js'
import { attachmentsIn, bodyOf, readWordpressText } from '../../../src/features/imports/wordpress-html.js'
import type { Picture } from '../../../src/features/media/picture.js'

const facts = attachmentFacts()
for (const [number, name, parent] of [
  ['7', 'most.jpg', '1'],
  ['8', 'reka.png', '1'],
  ['9', 'radio.mp3', '1'],
] as const) {
  facts.add({
    number,
    title: name,
    address: `https://www.old.example/uploads/${name}`,
    link: `https://old.example/${name}-page/`,
    alt: `alt ${number}`,
    caption: number === '7' ? 'Подпись' : '',
    parent,
  })
}

const picture: Picture = { id: 7, hash: 'a'.repeat(64), width: 800, height: 600, tone: 5, liteBytes: 1000 }
const shown = (alt: string) =>
  `<img src="/media/${picture.hash}/640.jpg" alt="${alt}" width="800" height="600" data-picture="7" data-tone="5" data-bytes="1000" />`

/** Only no. 7 could be fetched. */
function body(content: string): string {
  return bodyOf(readWordpressText(content, facts, '1', 'ru'), ({ number }) => (number === '7' ? picture : undefined))
}

const radio =
  '<a href="https://www.old.example/uploads/radio.mp3" rel="noopener">https://www.old.example/uploads/radio.mp3</a>'
const missing = (words: string) =>
  `<p><a href="https://www.old.example/uploads/reka.png" rel="noopener">Фото: ${words}</a></p>`

describe('classic text', () => {
  it.each([
    ['empty lines part paragraphs, single ones break lines', 'Раз\nдва\n\n\nтри', '<p>Раз<br />два</p>\n<p>три</p>'],
    ['Windows line ends count the same', 'Раз\r\nдва\r\n\r\nтри', '<p>Раз<br />два</p>\n<p>три</p>'],
    ['a written break and a line end are one break', 'Раз<br>\nдва<br/>', '<p>Раз<br />два</p>'],
    ['block elements stand apart', 'До\n<h2>Глава</h2>\nПосле', '<p>До</p>\n<h2>Глава</h2>\n<p>После</p>'],
    ['headings go down one step at a time', '<h4>А</h4><h6>Б</h6><h2>В</h2>', '<h2>А</h2>\n<h3>Б</h3>\n<h2>В</h2>'],
    [
      'headings of a table say what they head',
      '<table><tr><th>А</th><th>Б</th></tr><tr><th>1</th><td>2</td></tr></table>',
      '<table><tr><th scope="col">А</th><th scope="col">Б</th></tr>\n<tr><th scope="row">1</th><td>2</td></tr></table>',
    ],
    ['a written paragraph is not put into another', '<p>Раз</p>\n\n<p>два</p>', '<p>Раз</p>\n<p>два</p>'],
    ['preformatted text keeps its lines', '<pre>а\n\n  б</pre>', '<pre>а\n\n  б</pre>'],
    [
      'a quotation has paragraphs',
      '<blockquote>Раз\n\nдва</blockquote>',
      '<blockquote><p>Раз</p>\n<p>два</p></blockquote>',
    ],
    ['a wrapper without meaning goes', '<div class="x"><div>Раз</div>два</div>', '<p>Раз</p>\n<p>два</p>'],
    ['bold around blocks does not tear them', '<b><p>Раз</p><p>два</p></b>', '<p>Раз</p>\n<p>два</p>'],
    [
      'lists keep their shape',
      '<ul>\n<li>Раз\n<ul><li>внутри</li></ul></li>\n\n<li>два</li>\n</ul>',
      '<ul><li>Раз\n<ul><li>внутри</li></ul></li>\n<li>два</li></ul>',
    ],
    [
      'a list straight inside a list joins the item before',
      '<ol><li>Раз</li><ol><li>внутри</li></ol></ol>',
      '<ol><li>Раз\n<ol><li>внутри</li></ol></li></ol>',
    ],
    [
      'a table keeps its cells, empty ones too',
      '<table>\n<tr><td>1</td><td></td></tr></table>',
      '<table><tr><td>1</td><td></td></tr></table>',
    ],
    ['unclosed elements are closed', '<em>Раз\n\n<b>два', '<p><em>Раз<br /><br /><b>два</b></em></p>'],
    [
      'marks for "more" and pages part paragraphs',
      'Раз<!--more Дальше-->два<!--nextpage-->три',
      '<p>Раз</p>\n<p>два</p>\n<p>три</p>',
    ],
    [
      'an address alone on its line becomes a link',
      'Видео:\nhttps://youtu.be/abc?t=1&x=2\nвот',
      '<p>Видео:<br /><a href="https://youtu.be/abc?t=1&amp;x=2" rel="noopener">https://youtu.be/abc?t=1&amp;x=2</a><br />вот</p>',
    ],
    ['nothing stays nothing', ' \n\n&nbsp;\n\n<p> </p><div></div>', ''],
  ])('%s', (_what, content, html) => {
    expect(body(content)).toBe(html)
  })
})

describe('blocks', () => {
  it.each([
    [
      'comments go, line ends mean nothing',
      '<!-- wp:paragraph {"align":"left"} -->\n<p>Раз\nдва</p>\n<!-- /wp:paragraph -->',
      '<p>Раз два</p>',
    ],
    [
      'inner blocks stay inside',
      '<!-- wp:list -->\n<ul><!-- wp:list-item -->\n<li>Раз</li>\n<!-- /wp:list-item --></ul>\n<!-- /wp:list -->',
      '<ul><li>Раз</li></ul>',
    ],
    [
      'text between blocks is classic',
      '<!-- wp:hr /-->Раз\n\nдва<!-- wp:paragraph --><p>три</p><!-- /wp:paragraph -->',
      '<p>Раз</p>\n<p>два</p>\n<p>три</p>',
    ],
    [
      'columns become a sequence',
      '<!-- wp:columns --><div><!-- wp:column --><div><p>Раз</p></div><!-- /wp:column --><div><p>два</p></div></div><!-- /wp:columns -->',
      '<p>Раз</p>\n<p>два</p>',
    ],
    [
      'an embedded page is a link, its caption a line',
      '<!-- wp:embed --><figure><div>\nhttps://youtu.be/abc\n</div><figcaption>Видео</figcaption></figure><!-- /wp:embed -->',
      '<p><a href="https://youtu.be/abc" rel="noopener">https://youtu.be/abc</a></p>\n<p>Видео</p>',
    ],
    [
      'a player is a link',
      '<!-- wp:video --><figure><video controls src="https://x.example/a.mp4"></video></figure><!-- /wp:video -->',
      '<p><a href="https://x.example/a.mp4" rel="noopener">https://x.example/a.mp4</a></p>',
    ],
    [
      'a table keeps its caption',
      '<!-- wp:table --><figure><table><tbody><tr><td>1</td></tr></tbody></table><figcaption>Цены</figcaption></figure><!-- /wp:table -->',
      '<figure><table><tbody><tr><td>1</td></tr></tbody></table><figcaption>Цены</figcaption></figure>',
    ],
  ])('%s', (_what, content, html) => {
    expect(body(content)).toBe(html)
  })
})

describe('shortcodes', () => {
  it.each([
    [
      'a caption makes a figure',
      '[caption id="a" width="300"]<a href="https://old.example/uploads/most.jpg"><img src="https://old.example/uploads/most-300x200.jpg" alt="" /></a> Утро <em>тут</em>[/caption]',
      `<figure>${shown('alt 7')}<figcaption>Утро <em>тут</em></figcaption></figure>`,
    ],
    [
      'an old caption is an attribute',
      '[caption caption="Утро, [7:00]"]<img src="//www.old.example/uploads/most.jpg" alt="Мост">[/caption]',
      `<figure>${shown('Мост')}<figcaption>Утро, [7:00]</figcaption></figure>`,
    ],
    [
      'a gallery shows the attachments it names',
      'До\n[gallery columns="2" ids="8, 7,99"]',
      `<p>До</p>\n${missing('alt 8')}\n<figure>${shown('alt 7')}<figcaption>Подпись</figcaption></figure>`,
    ],
    [
      'a gallery that names none shows the pictures of its post',
      '[gallery exclude="8"]',
      `<figure>${shown('alt 7')}<figcaption>Подпись</figcaption></figure>`,
    ],
    ['sound is a link', '[audio mp3="https://www.old.example/uploads/radio.mp3"][/audio]', `<p>${radio}</p>`],
    ['a bare address in a shortcode is a link', '[audio https://www.old.example/uploads/radio.mp3]', `<p>${radio}</p>`],
    [
      'a playlist is links',
      '[playlist ids="9"]',
      '<p><a href="https://www.old.example/uploads/radio.mp3" rel="noopener">radio.mp3</a></p>',
    ],
    [
      'an embedded address is a link',
      '[embed width="1"]https://youtu.be/abc[/embed]',
      '<p><a href="https://youtu.be/abc" rel="noopener">https://youtu.be/abc</a></p>',
    ],
    [
      'others go and leave what is in them',
      '[box color="red"]Раз [b]два[/b][/box] [contact-form-7 id="1"]три',
      '<p>Раз два три</p>',
    ],
    ['doubled brackets are words', 'Пишите [[gallery ids="1"]] так', '<p>Пишите [gallery ids="1"] так</p>'],
    [
      'brackets in prose stay',
      'Он [ред.] сказал [sic], что a[0] = [x] и [закрыто]',
      '<p>Он [ред.] сказал [sic], что a[0] = [x] и [закрыто]</p>',
    ],
    ['an unclosed bracket hurts nobody', '[caption id="1 и дальше текст', '<p>[caption id="1 и дальше текст</p>'],
  ])('%s', (_what, content, html) => {
    expect(body(content)).toBe(html)
  })
})

describe('pictures', () => {
  it.each([
    [
      'in one of WordPress’s sizes are the original',
      '<img src="https://i0.wp.com/old.example/uploads/most-1024x768.jpg?w=300">',
      `<figure>${shown('alt 7')}</figure>`,
    ],
    [
      'stand before the paragraph they begin',
      '<img class="alignleft" src="https://old.example/uploads/most.jpg" alt="Мост">Раз',
      `<figure>${shown('Мост')}</figure>\n<p>Раз</p>`,
    ],
    [
      'stand after the paragraph they are in',
      'Раз <img src="https://old.example/uploads/most.jpg" alt="Мост"> два',
      `<p>Раз два</p>\n<figure>${shown('Мост')}</figure>`,
    ],
    [
      'keep a link that leads elsewhere',
      '<a href="https://shop.example/"><img src="https://old.example/uploads/most.jpg" alt="Мост"></a>',
      `<figure><a href="https://shop.example/" rel="noopener">${shown('Мост')}</a></figure>`,
    ],
    [
      'lose a link to their own page',
      '<a href="https://old.example/most.jpg-page/"><img src="https://old.example/uploads/most.jpg" alt="Мост"></a>',
      `<figure>${shown('Мост')}</figure>`,
    ],
    [
      'loaded late are found',
      '<img src="data:image/gif;base64,R0" data-src="https://old.example/uploads/most.jpg" alt="Мост">',
      `<figure>${shown('Мост')}</figure>`,
    ],
    [
      'that could not be fetched are links',
      '<img src="https://old.example/uploads/reka-10x10.png" alt="Река">',
      missing('Река'),
    ],
    [
      'of other sites are links',
      '<img src="https://other.example/a%20b.jpg">',
      '<p><a href="https://other.example/a%20b.jpg" rel="noopener">Фото: a b.jpg</a></p>',
    ],
    [
      'with another site’s number are not ours',
      '<img class="wp-image-7" src="https://other.example/cat.jpg" alt="Кот">',
      '<p><a href="https://other.example/cat.jpg" rel="noopener">Фото: Кот</a></p>',
    ],
    [
      'that are smileys are characters',
      'Ура <img class="wp-smiley" src="https://s.w.org/1f642.svg" alt="🙂">!',
      '<p>Ура 🙂!</p>',
    ],
    ['that count readers go', 'Раз<img src="https://counter.example/x.gif" width="1" height="1">', '<p>Раз</p>'],
    [
      'in a list of nothing else are a gallery',
      '<ul><li><figure><img src="https://old.example/uploads/most.jpg" alt="1"><figcaption>Раз</figcaption></figure></li></ul>',
      `<figure>${shown('1')}<figcaption>Раз</figcaption></figure>`,
    ],
  ])('%s', (_what, content, html) => {
    expect(body(content)).toBe(html)
  })

  it('are told, each once', () => {
    const text = readWordpressText(
      '[gallery ids="7,8"]<img src="https://old.example/uploads/most-300x200.jpg">',
      facts,
      '1',
      'ru',
    )
    expect(attachmentsIn(text).map(({ number }) => number)).toEqual(['7', '8'])
  })
})

describe('hostile HTML', () => {
  it.each([
    ['a script', 'Раз<script>alert(1)</script>', '<p>Раз</p>'],
    ['a handler', '<p onclick="alert(1)" style="color:red" class="x">Раз</p>', '<p>Раз</p>'],
    [
      'a link to a script',
      '<a href="javascript:alert(1)">Раз</a> <a href=" JaVaScRiPt:alert(1)">два</a>',
      '<p>Раз два</p>',
    ],
    [
      'a frame',
      '<iframe src="javascript:alert(1)"></iframe><iframe src="https://www.youtube.com/embed/abcdef?x=1"></iframe>',
      '<p><a href="https://www.youtube.com/watch?v=abcdef" rel="noopener">https://www.youtube.com/watch?v=abcdef</a></p>',
    ],
    [
      'a script in a caption',
      '[caption caption="<script>alert(1)</script>Утро"]<img src="https://old.example/uploads/most.jpg" alt="&quot;><script>alert(2)</script>">[/caption]',
      `<figure>${shown('&quot;&gt;&lt;script&gt;alert(2)&lt;/script&gt;')}<figcaption>Утро</figcaption></figure>`,
    ],
    [
      'an attribute broken out of by a shortcode',
      '[video src="https://x.example/?\'onmouseover=alert(1)"]',
      `<p><a href="https://x.example/?'onmouseover=alert(1)" rel="noopener">https://x.example/?'onmouseover=alert(1)</a></p>`,
    ],
    ['a drawing', '<svg onload="alert(1)"><text>Раз</text></svg>два', '<p>два</p>'],
    ['a form', '<form action="https://evil.example"><input name="card"><button>Да</button>Раз</form>', '<p>Раз</p>'],
  ])('%s does no harm', (_what, content, html) => {
    expect(body(content)).toBe(html)
  })

  it('nested without end is refused', () => {
    expect(() => body('<div>'.repeat(50_000))).toThrow('nested more than 200 deep')
  })

  it.each([
    ['opened brackets', '[a b="'.repeat(40_000)],
    ['opened comments', '<!-- wp:x '.repeat(40_000)],
    ['shortcodes', '[a-b]'.repeat(40_000)],
    ['spaces', `<p>${'\u00a0 '.repeat(100_000)}x</p>${' \n'.repeat(100_000)}${' '.repeat(200_000)}x`],
    ['line breaks', `<b>${'<br>'.repeat(20_000)}x${'<br>'.repeat(20_000)}</b>`],
  ])('of thousands of %s is read in a moment', (_what, content) => {
    const start = Date.now()
    body(content)
    expect(Date.now() - start).toBeLessThan(3000)
  })
})
