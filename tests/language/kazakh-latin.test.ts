import { describe, expect, test } from 'vitest'
import { htmlInLatin, inLatin } from '../../src/language/kazakh-latin.js'

describe('Kazakh in the Latin alphabet of 2021', () => {
  test.each([
    ['Қазақстан Республикасы', 'Qazaqstan Respublikasy'],
    ['Әділет және ғылым', 'Ädılet jäne ğylym'],
    ['Өскеменде көпір ашылды', 'Öskemende köpır aşyldy'],
    ['Ұлытау, Үлбі, Ыстықкөл', 'Ūlytau, Ülbı, Ystyqköl'],
    ['Таңғы шай', 'Tañğy şai'],
    ['Иә, үйі осында', 'İä, üiı osynda'],
    ['Іле', 'Ile'],
    ['Чех цирк', 'Cheh tsirk'],
    ['Яғни Юра', 'İağni İura'],
    ['ЯҒНИ', 'İAĞNİ'],
    ['Жаһан', 'Jahan'],
    ['Алматы-2026, 5 °C, Kaspi', 'Almaty-2026, 5 °C, Kaspi'],
    ['', ''],
  ])('%s: %s', (cyrillic, latin) => {
    expect(inLatin(cyrillic)).toBe(latin)
  })
  test('reaches what is read out of a picture', () => {
    expect(htmlInLatin('<img src="/media/қ.jpg" alt="Қар &quot;жауды&quot;" />')).toBe(
      '<img src="/media/қ.jpg" alt="Qar &quot;jaudy&quot;" />',
    )
  })
  test('reaches the words of a page and neither its tags nor its addresses', () => {
    expect(htmlInLatin('<p>Қар <a href="/kk/news/1-қар">жауды</a> &amp; тоқтады</p>')).toBe(
      '<p>Qar <a href="/kk/news/1-қар">jaudy</a> &amp; toqtady</p>',
    )
  })
  test('letters composed of two signs are the same letters', () => {
    expect(inLatin('и\u0306од')).toBe('iod')
  })
})
