import { describe, expect, test } from 'vitest'
import { oneLine, plainText, safeBody, safeComment } from '../../src/text/safe-html.js'

const hash = 'a'.repeat(64)

describe('a body', () => {
  test.each([
    ['<p>текст</p><script>alert(1)</script>', '<p>текст</p>'],
    ['<p onclick="x()" style="color:red" class="big">текст</p>', '<p>текст</p>'],
    ['<a href="javascript:alert(1)">ссылка</a>', '<a>ссылка</a>'],
    ['<a href="JaVaScRiPt&#58;alert(1)">ссылка</a>', '<a>ссылка</a>'],
    ['<a href="data:text/html,x">ссылка</a>', '<a>ссылка</a>'],
    ['<a href="//evil.example">ссылка</a>', '<a>ссылка</a>'],
    [
      '<a href="https://example.kz/a?b=1&amp;c=2">да</a>',
      '<a href="https://example.kz/a?b=1&amp;c=2" rel="noopener">да</a>',
    ],
    ['<svg onload="x()"><circle/></svg><p>а</p>', '<p>а</p>'],
    ['<iframe src="https://e.example"></iframe><p>а</p>', '<p>а</p>'],
    ['<img src="https://tracker.example/x.gif"><p>а</p>', '<p>а</p>'],
    ['<img src="data:image/png;base64,xx"><p>а</p>', '<p>а</p>'],
    [`<img src="/media/${hash}/640.jpg" onerror="x()" alt="мост">`, `<img src="/media/${hash}/640.jpg" alt="мост" />`],
    // A browser would ask for /display/set and change how the reader's pages look.
    [`<img src="/media/${hash}/../../display/set?lite=on"><p>а</p>`, '<p>а</p>'],
    ['<h1>Шапка</h1>', '<h2>Шапка</h2>'],
    ['<p> </p><p>&nbsp;</p><p>а</p>', '<p>а</p>'],
    [
      '<figcaption>Мост <small data-kind="credit" class="x">Айгүл</small> <small data-kind="evil">в</small></figcaption>',
      '<figcaption>Мост <small data-kind="credit">Айгүл</small> <small>в</small></figcaption>',
    ],
    ['<math><mi xlink:href="data:x,<script>alert(1)</script>"></math>б', 'б'],
    ['<style>p{}</style><p>а</p>', '<p>а</p>'],
    ['<p>а\u0000б\u0007</p>', '<p>аб</p>'],
    ['<form action="https://e.example"><input name="q"><button>x</button></form>а', 'а'],
    ['<base href="https://e.example"><p>а</p>', '<p>а</p>'],
  ])('%s is stored as %s', (given, stored) => {
    expect(safeBody(given)).toBe(stored)
  })

  test('sanitised twice is the same', () => {
    const once = safeBody('<div><b>а</b><table><tr><th scope="col">1</th></tr></table></div><aside><p>факт</p></aside>')
    expect(safeBody(once)).toBe(once)
  })

  test('nested ten thousand deep is answered at once', () => {
    expect(safeBody(`${'<div>'.repeat(10_000)}а`)).toContain('а')
  })

  test('loses half a character that would break UTF-8', () => {
    expect(safeBody('<p>а\ud800б</p>')).toBe('<p>а\ufffdб</p>')
  })
})

test('a comment keeps little and its links are marked', () => {
  expect(safeComment('<h2>Ш</h2><img src=x><a href="https://e.example">да</a>')).toBe(
    'Ш<a href="https://e.example" rel="ugc nofollow noopener">да</a>',
  )
})

test('plain text keeps words apart and decodes entities once', () => {
  expect(plainText('<p>Раз &amp; два</p><p>три&nbsp;&lt;b&gt; &amp;amp;</p><ul><li>а</li><li>б</li></ul>')).toBe(
    'Раз & два три <b> &amp; а б',
  )
})

test('one line has no control characters and a bounded length', () => {
  expect(oneLine('  Мост\n\tоткрыт\u0000 ', 100)).toBe('Мост открыт')
  expect(oneLine('а'.repeat(500), 100)).toHaveLength(100)
  expect(oneLine(`${'а'.repeat(99)}🌷`, 100)).toBe('а'.repeat(99))
})

test('of elements nested beyond all sense the words are kept, and a long plain text keeps its tags', () => {
  expect(safeBody(`<p>Мост</p>${'<b>'.repeat(600_000)}открыт`).replace(/\s+/g, ' ')).toContain('Мост открыт')
  expect(plainText(`${'<i><b></i>'.repeat(300_000)}Мост`)).toBe('Мост')
  const lines = '<p>Раз <strong>два</strong><br>три</p>'.repeat(3000)
  expect(safeBody(lines)).toBe(lines.replaceAll('<br>', '<br />'))
})
