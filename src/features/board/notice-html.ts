import { type SafeHtml, safeComment } from '../../text/safe-html.js'
import { linkedWords } from '../../web/linked-words.js'

/** Typed words as paragraphs; addresses as links that search engines give nothing for. */
export function noticeHtml(text: string): SafeHtml {
  return safeComment(
    text
      .split(/\n{2,}/)
      .map((block) => `<p>${block.split('\n').map(linkedWords).join('<br>')}</p>`)
      .join(''),
  )
}
