import type { Editor } from '@tiptap/core'
import { embedOf } from '../src/text/embed.js'
import { button, element, field } from './elements.js'
import { ask } from './form.js'
import { cleanLink } from './paste.js'
import { choosePictures, type Picture } from './pictures.js'
import type { Words } from './words.js'

/** Where a panel opens, between the toolbar and the text; at most one at a time. */
export interface Panels {
  open(...children: (Node | string)[]): HTMLElement
  close(): void
}

export function panelsIn(box: HTMLElement, onClose: () => void): Panels {
  const close = () => {
    box.replaceChildren()
    box.hidden = true
    onClose()
  }
  box.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') close()
    // Inside the story's form Enter would save it.
    if (event.key === 'Enter' && event.target instanceof HTMLInputElement) {
      event.preventDefault()
      box.querySelector<HTMLButtonElement>('button.main')?.click()
    }
  })
  return {
    open: (...children) => {
      box.replaceChildren(...children)
      box.hidden = false
      box.querySelector<HTMLInputElement>('input:not([hidden])')?.focus()
      return box
    },
    close,
  }
}

export function linkPanel(editor: Editor, words: Words, panels: Panels): void {
  let address: string = editor.getAttributes('link').href ?? ''
  const fault = element('p', { class: 'fault', role: 'alert' })
  const insert = () => {
    const href = cleanLink(address)
    if (href === null) return fault.replaceChildren(words.badLink)
    const chain = editor.chain().focus().extendMarkRange('link')
    if (editor.state.selection.empty && !editor.isActive('link'))
      chain.insertContent({ type: 'text', text: address.trim(), marks: [{ type: 'link', attrs: { href } }] }).run()
    else chain.setLink({ href }).run()
    panels.close()
  }
  const remove = () => {
    editor.chain().focus().extendMarkRange('link').unsetLink().run()
    panels.close()
  }
  const found = element('ul', { class: 'choices of-words' })
  panels.open(
    field(words.address, address, (value) => (address = value)),
    fault,
    element(
      'div',
      { class: 'row' },
      button(words.insert, insert, { class: 'main' }),
      ...(editor.isActive('link') ? [button(words.remove, remove)] : []),
      button(words.cancel, panels.close),
    ),
    storySearch(words, found, (story) => {
      address = story.href
      insert()
    }),
    found,
  )
}

export function alsoPanel(editor: Editor, words: Words, panels: Panels): void {
  const found = element('ul', { class: 'choices of-words' })
  const insert = ({ href, title }: FoundStory) => {
    const link = { type: 'text', text: title, marks: [{ type: 'link', attrs: { href } }] }
    editor
      .chain()
      .focus()
      .insertContent({ type: 'also', content: [{ type: 'paragraph', content: [link] }] })
      .run()
    panels.close()
  }
  panels.open(storySearch(words, found, insert), found, button(words.cancel, panels.close))
}

interface FoundStory {
  href: string
  title: string
}

function storySearch(words: Words, list: HTMLElement, onChoice: (story: FoundStory) => void): HTMLElement {
  const language = document.querySelector<HTMLElement>('#title')?.lang ?? 'ru'
  let asked = 0
  return field(words.find, '', async (letters) => {
    asked += 1
    const mine = asked
    const { answer } = await ask<{ stories?: FoundStory[] }>(
      `/newsroom/story-suggestions?language=${language}&q=${encodeURIComponent(letters)}`,
    )
    // Answers may overtake each other; only the newest question's counts.
    if (mine !== asked) return
    const stories = answer.stories ?? []
    list.replaceChildren(
      ...(stories.length === 0
        ? [element('li', {}, words.nothing)]
        : stories.map((story) =>
            element(
              'li',
              {},
              button(story.title, () => onChoice(story)),
            ),
          )),
    )
  })
}

export function embedPanel(editor: Editor, words: Words, panels: Panels): void {
  let address = ''
  const fault = element('p', { class: 'fault', role: 'alert' })
  const insert = () => {
    const embed = embedOf(address)
    if (!embed) return fault.replaceChildren(words.badEmbed)
    const link = {
      type: 'text',
      text: `${embed.provider}: ${embed.watch}`,
      marks: [{ type: 'link', attrs: { href: embed.watch } }],
    }
    editor
      .chain()
      .focus()
      .insertContent({ type: 'embed', content: [link] })
      .run()
    panels.close()
  }
  panels.open(
    field(words.address, '', (value) => (address = value)),
    fault,
    element(
      'div',
      { class: 'row' },
      button(words.insert, insert, { class: 'main' }),
      button(words.cancel, panels.close),
    ),
  )
}

export function picturePanel(editor: Editor, words: Words, panels: Panels, as: 'picture' | 'gallery'): void {
  choosePictures(words, panels, as === 'gallery', (pictures) => {
    const nodes = pictures.map(asNode)
    if (as === 'gallery') editor.chain().focus().insertContent({ type: 'gallery', content: nodes }).run()
    else editor.chain().focus().insertContent(nodes).run()
    panels.close()
  })
}

function asNode(picture: Picture) {
  return {
    type: 'picture',
    attrs: {
      src: picture.src,
      alt: picture.alt,
      width: String(picture.width),
      height: String(picture.height),
      'data-picture': String(picture.id),
      'data-tone': String(picture.tone),
      'data-bytes': String(picture.liteBytes),
      credit: picture.credit,
    },
    ...(picture.caption !== '' && { content: [{ type: 'text', text: picture.caption }] }),
  }
}
