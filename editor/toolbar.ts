import type { Editor } from '@tiptap/core'
import { button, element } from './elements.js'
import { alsoPanel, embedPanel, linkPanel, type Panels, picturePanel } from './panels.js'
import { drawn, type signs } from './signs.js'
import type { Words } from './words.js'

interface Tool {
  /** A drawing, or letters that are part of the name. */
  sign: keyof typeof signs | { letters: string; as: 'b' | 'i' | 'span' }
  name: string
  isOn?: (editor: Editor) => boolean
  isThere?: (editor: Editor) => boolean
  press: (editor: Editor) => void
}

/** Buttons above the text. One stop of the Tab key; arrows go from button to button. */
export function toolbar(editor: Editor, words: Words, panels: Panels): HTMLElement {
  const inTable = (at: Editor) => at.isActive('table')
  const tools: Tool[] = [
    {
      sign: { letters: words.bold.slice(0, 1), as: 'b' },
      name: words.bold,
      isOn: (at) => at.isActive('bold'),
      press: (at) => at.chain().focus().toggleBold().run(),
    },
    {
      sign: { letters: words.italic.slice(0, 1), as: 'i' },
      name: words.italic,
      isOn: (at) => at.isActive('italic'),
      press: (at) => at.chain().focus().toggleItalic().run(),
    },
    {
      sign: { letters: 'H2', as: 'span' },
      name: words.heading,
      isOn: (at) => at.isActive('heading', { level: 2 }),
      press: (at) => at.chain().focus().toggleHeading({ level: 2 }).run(),
    },
    {
      sign: { letters: 'H3', as: 'span' },
      name: words.subheading,
      isOn: (at) => at.isActive('heading', { level: 3 }),
      press: (at) => at.chain().focus().toggleHeading({ level: 3 }).run(),
    },
    {
      sign: 'link',
      name: words.link,
      isOn: (at) => at.isActive('link'),
      press: (at) => linkPanel(at, words, panels),
    },
    {
      sign: 'quote',
      name: words.quote,
      isOn: (at) => at.isActive('blockquote'),
      press: (at) => at.chain().focus().toggleBlockquote().run(),
    },
    {
      sign: 'bullets',
      name: words.bullets,
      isOn: (at) => at.isActive('bulletList'),
      press: (at) => at.chain().focus().toggleBulletList().run(),
    },
    {
      sign: 'numbers',
      name: words.numbers,
      isOn: (at) => at.isActive('orderedList'),
      press: (at) => at.chain().focus().toggleOrderedList().run(),
    },
    { sign: 'picture', name: words.picture, press: (at) => picturePanel(at, words, panels, 'picture') },
    { sign: 'gallery', name: words.gallery, press: (at) => picturePanel(at, words, panels, 'gallery') },
    { sign: 'embed', name: words.embed, press: (at) => embedPanel(at, words, panels) },
    {
      sign: 'factBox',
      name: words.factBox,
      isOn: (at) => at.isActive('factBox'),
      press: (at) => toggleHolder(at, 'factBox'),
    },
    { sign: 'also', name: words.also, isOn: (at) => at.isActive('also'), press: (at) => alsoPanel(at, words, panels) },
    {
      sign: 'table',
      name: words.table,
      press: (at) => at.chain().focus().insertTable({ rows: 3, cols: 3, withHeaderRow: true }).run(),
    },
    { sign: 'rule', name: words.rule, press: (at) => at.chain().focus().setHorizontalRule().run() },
    { sign: 'undo', name: words.undo, press: (at) => at.chain().focus().undo().run() },
    { sign: 'redo', name: words.redo, press: (at) => at.chain().focus().redo().run() },
    {
      sign: { letters: words.addRow, as: 'span' },
      name: words.addRow,
      isThere: inTable,
      press: (at) => at.chain().focus().addRowAfter().run(),
    },
    {
      sign: { letters: words.deleteRow, as: 'span' },
      name: words.deleteRow,
      isThere: inTable,
      press: (at) => at.chain().focus().deleteRow().run(),
    },
    {
      sign: { letters: words.addColumn, as: 'span' },
      name: words.addColumn,
      isThere: inTable,
      press: (at) => at.chain().focus().addColumnAfter().run(),
    },
    {
      sign: { letters: words.deleteColumn, as: 'span' },
      name: words.deleteColumn,
      isThere: inTable,
      press: (at) => at.chain().focus().deleteColumn().run(),
    },
    {
      sign: { letters: words.headerRow, as: 'span' },
      name: words.headerRow,
      isThere: inTable,
      press: (at) => at.chain().focus().toggleHeaderRow().run(),
    },
    {
      sign: { letters: words.deleteTable, as: 'span' },
      name: words.deleteTable,
      isThere: inTable,
      press: (at) => at.chain().focus().deleteTable().run(),
    },
  ]
  const bar = element('div', { class: 'toolbar', role: 'toolbar', 'aria-label': words.toolbar })
  const buttons = tools.map((tool) => {
    const made = button('', () => tool.press(editor), {
      title: tool.name,
      'aria-label': spokenName(tool),
      tabindex: '-1',
    })
    // A tap on a button must not close the keyboard of a phone or lose what is selected.
    made.addEventListener('mousedown', (event) => event.preventDefault())
    const { sign } = tool
    made.append(typeof sign === 'string' ? drawn(sign) : element(sign.as, { 'aria-hidden': 'true' }, sign.letters))
    bar.append(made)
    return made
  })
  const renew = () => {
    tools.forEach((tool, at) => {
      const made = buttons[at] as HTMLButtonElement
      if (tool.isOn) made.setAttribute('aria-pressed', String(tool.isOn(editor)))
      if (tool.isThere) made.hidden = !tool.isThere(editor)
    })
  }
  if (buttons[0]) buttons[0].tabIndex = 0
  bar.addEventListener('keydown', (event) => {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0
    if (step === 0) return
    const there = buttons.filter((each) => !each.hidden)
    const next =
      there[(there.indexOf(document.activeElement as HTMLButtonElement) + step + there.length) % there.length]
    for (const each of buttons) each.tabIndex = each === next ? 0 : -1
    next?.focus()
    event.preventDefault()
  })
  editor.on('transaction', renew)
  renew()
  return bar
}

/** Whoever steers by voice says what they see: letters that stand on the button belong to its name. */
function spokenName({ sign, name }: Tool): string {
  return typeof sign === 'string' || name.includes(sign.letters) ? name : `${name}, ${sign.letters}`
}

function toggleHolder(editor: Editor, name: string): void {
  if (editor.isActive(name)) editor.chain().focus().lift(name).run()
  else editor.chain().focus().wrapIn(name).run()
}
