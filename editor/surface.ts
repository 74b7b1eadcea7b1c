import { Editor } from '@tiptap/core'
import { TableKit } from '@tiptap/extension-table'
import { Placeholder } from '@tiptap/extensions'
import StarterKit from '@tiptap/starter-kit'
import { Directions, Gallery, holders, inlineMarks, pictureNode, withCredits } from './blocks.js'
import { element } from './elements.js'
import { cleanPaste } from './paste.js'
import type { Words } from './words.js'

/** A larger body would make every keystroke wait. */
const mostCharacters = 300_000
const mostCells = 2000

export interface Surface {
  editor: Editor
  box: HTMLElement
  html(): string
}

/**
 * The text as it will look, in place of the box with HTML. Null, with the reason, where the box must stay: no word may get lost by
 * being opened.
 */
export function openSurface(
  textarea: HTMLTextAreaElement,
  words: Words,
  onChange: () => void,
): Surface | { why: string } {
  const body = textarea.value
  if (body.length > mostCharacters || (body.match(/<t[dh]\b/g)?.length ?? 0) > mostCells) return { why: words.tooBig }
  const box = element('div', { class: 'surface', lang: textarea.lang })
  const editor = new Editor({
    element: box,
    injectCSS: false,
    content: body,
    extensions: [
      StarterKit.configure({
        heading: { levels: [2, 3, 4] },
        underline: false,
        trailingNode: false,
        link: {
          openOnClick: false,
          autolink: true,
          protocols: ['http', 'https', 'mailto', 'tel'],
          HTMLAttributes: { target: null, rel: null },
        },
        undoRedo: { depth: 300 },
      }),
      TableKit.configure({ table: { resizable: false, renderWrapper: true } }),
      Placeholder.configure({ placeholder: '…' }),
      Directions,
      Gallery,
      pictureNode(words),
      ...holders,
      ...inlineMarks,
    ],
    editorProps: {
      transformPastedHTML: cleanPaste,
      attributes: {
        'aria-label': document.querySelector('label[for="body"]')?.textContent ?? '',
        role: 'textbox',
        'aria-multiline': 'true',
      },
    },
    onUpdate: onChange,
  })
  if (
    lettersOf(editor.view.dom.textContent) !== lettersOf(textOf(body)) &&
    lettersOf(textIn(editor)) !== lettersOf(textOf(body))
  ) {
    editor.destroy()
    return { why: words.plainHint }
  }
  return { editor, box, html: () => htmlOf(editor) }
}

/** As the server stores it: an empty text is no paragraph. */
function htmlOf(editor: Editor): string {
  if (editor.isEmpty) return ''
  return withCredits(editor.getHTML())
    .replace(/<table[^>]*>/g, '<table>')
    .replace(/<colgroup>.*?<\/colgroup>/g, '')
    .replace(/ (?:colspan|rowspan)="1"/g, '')
    .replace(/<(t[dh])([^>]*)><p>((?:(?!<p>|<\/p>)[\s\S])*?)<\/p><\/\1>/g, '<$1$2>$3</$1>')
}

const textIn = (editor: Editor) => editor.getText({ blockSeparator: '' })
const textOf = (html: string) => new DOMParser().parseFromString(html, 'text/html').body.textContent
const lettersOf = (text: string | null) => (text ?? '').replace(/\s+/g, '')
