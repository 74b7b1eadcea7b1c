import { Extension, Mark, mergeAttributes, Node } from '@tiptap/core'
import { field } from './elements.js'
import type { Words } from './words.js'

/** Marks that readers' pages know and the toolbar does not offer: an imported text keeps them. */
const quietMarks: Record<string, string[]> = {
  sub: [],
  sup: [],
  mark: [],
  small: [],
  cite: [],
  q: [],
  ins: [],
  del: [],
  bdi: [],
  bdo: [],
  abbr: ['title'],
  time: ['datetime'],
}

export const inlineMarks = Object.entries(quietMarks).map(([tag, names]) =>
  Mark.create({
    name: tag,
    excludes: '',
    parseHTML: () => [{ tag }],
    addAttributes: () => Object.fromEntries(names.map((name) => [name, { default: null }])),
    renderHTML: ({ HTMLAttributes }) => [tag, HTMLAttributes, 0],
  }),
)

/** Language and direction of a paragraph survive: right-to-left quotations are set with them. */
export const Directions = Extension.create({
  name: 'directions',
  addGlobalAttributes: () => [
    {
      types: ['paragraph', 'heading', 'blockquote', 'listItem', 'bulletList', 'orderedList'],
      attributes: { lang: { default: null }, dir: { default: null } },
    },
  ],
})

/** Blocks that only keep what they hold: a fact box, «read also», and lists of terms and answers that come from imports. */
function holder(name: string, tag: string, content: string, attributes: Record<string, string> = {}, group = 'block') {
  return Node.create({
    name,
    group,
    content,
    defining: true,
    parseHTML: () => [
      {
        tag: Object.entries(attributes).reduce((all, [key, value]) => `${all}[${key}="${value}"]`, tag),
        priority: Object.keys(attributes).length > 0 ? 60 : 50,
      },
    ],
    renderHTML: ({ HTMLAttributes }) => [tag, mergeAttributes(attributes, HTMLAttributes), 0],
  })
}

export const holders = [
  holder('factBox', 'aside', 'block+'),
  holder('also', 'aside', 'block+', { 'data-kind': 'also' }),
  holder('details', 'details', 'summary block*'),
  holder('summary', 'summary', 'inline*', {}, ''),
  holder('terms', 'dl', '(term|meaning)+'),
  holder('term', 'dt', 'inline*', {}, ''),
  holder('meaning', 'dd', 'block+', {}, ''),
  holder('embed', 'figure', 'inline*', { 'data-kind': 'embed' }),
]

/** How the name of whoever took a picture stands in its caption. */
const creditTag = 'small[data-kind="credit"]'

const pictureNames = ['src', 'alt', 'width', 'height', 'data-picture', 'data-tone', 'data-bytes'] as const
export type PictureAttributes = Record<(typeof pictureNames)[number], string | null>

/** A picture with its caption; what it shows and who took it are asked right under it. */
export function pictureNode(words: Words) {
  return Node.create({
    name: 'picture',
    group: 'block',
    content: 'inline*',
    isolating: true,
    draggable: true,
    addAttributes: () => ({
      ...Object.fromEntries(
        pictureNames.map((name) => [
          name,
          { default: null, parseHTML: (from: HTMLElement) => pictureIn(from)?.getAttribute(name) ?? null },
        ]),
      ),
      href: {
        default: null,
        parseHTML: (from: HTMLElement) =>
          from.querySelector('a[href] > img')?.parentElement?.getAttribute('href') ?? null,
      },
      credit: {
        default: '',
        parseHTML: (from: HTMLElement) => from.querySelector(creditTag)?.textContent?.trim() ?? '',
      },
    }),
    parseHTML: () => [
      {
        tag: 'figure:not([data-kind])',
        getAttrs: (from) => (pictureIn(from) && !from.querySelector('table, figure') ? null : false),
        contentElement: (from) => captionOf(from as HTMLElement),
      },
      { tag: 'img[src^="/media/"]', contentElement: () => document.createElement('figcaption') },
    ],
    renderHTML: ({ node }) => {
      const { href, credit, ...attributes } = node.attrs
      const img = ['img', attributes] as const
      const shown = href ? (['a', { href }, img] as const) : img
      if (node.childCount === 0 && credit === '') return ['figure', {}, shown]
      // What is edited must be alone in its element: `withCredits` puts the name where it is stored.
      return ['figure', {}, shown, ['figcaption', credit === '' ? {} : { 'data-credit': credit }, 0]]
    },
    renderText: ({ node }) => node.textContent + node.attrs.credit,
    addNodeView: () => (props) => {
      const { node, getPos, editor } = props
      const dom = document.createElement('figure')
      const img = document.createElement('img')
      img.src = node.attrs.src
      img.alt = node.attrs.alt ?? ''
      img.contentEditable = 'false'
      const caption = document.createElement('figcaption')
      caption.dataset.placeholder = words.caption
      const asked = (['alt', 'credit'] as const).map((name) => ({
        name,
        label: field(words[name], node.attrs[name] ?? '', (value) => {
          const position = getPos()
          if (position === undefined) return
          const { tr } = editor.state
          editor.view.dispatch(tr.setNodeAttribute(position, name, value))
        }),
      }))
      const box = document.createElement('div')
      box.className = 'figure-words'
      box.contentEditable = 'false'
      box.append(...asked.map(({ label }) => label))
      dom.append(img, caption, box)
      return {
        dom,
        contentDOM: caption,
        update: (next) => {
          if (next.type.name !== 'picture' || next.attrs.src !== node.attrs.src) return false
          img.alt = next.attrs.alt ?? ''
          for (const { name, label } of asked) {
            const input = label.querySelector('input')
            // Undone and redone like any other word.
            if (input && input.value !== (next.attrs[name] ?? '')) input.value = next.attrs[name] ?? ''
          }
          return true
        },
        stopEvent: (event) => box.contains(event.target as HTMLElement),
        ignoreMutation: (mutation) => !caption.contains(mutation.target) || box.contains(mutation.target),
      }
    },
  })
}

const pictureIn = (from: HTMLElement) =>
  from instanceof HTMLImageElement ? from : from.querySelector<HTMLImageElement>('img[src^="/media/"]')

/** The caption without the name behind it, which is a field of its own. */
function captionOf(figure: HTMLElement): HTMLElement {
  const caption = (figure.querySelector('figcaption') ?? document.createElement('figcaption')).cloneNode(true)
  ;(caption as HTMLElement).querySelector(creditTag)?.remove()
  return caption as HTMLElement
}

/** As captions are stored: the name of whoever took the picture at their end. */
export function withCredits(html: string): string {
  return html.replace(
    /<figcaption data-credit="([^"]*)">([\s\S]*?)<\/figcaption>/g,
    (_, credit: string, caption: string) => {
      const name = credit.replaceAll('<', '&lt;').replaceAll('>', '&gt;')
      return `<figcaption>${caption}${caption === '' ? '' : ' '}<small data-kind="credit">${name}</small></figcaption>`
    },
  )
}

/** Pictures side by side. */
export const Gallery = Node.create({
  name: 'gallery',
  group: 'block',
  content: 'picture+',
  parseHTML: () => [{ tag: 'figure[data-kind="gallery"]', priority: 70 }],
  renderHTML: () => ['figure', { 'data-kind': 'gallery' }, 0],
})
