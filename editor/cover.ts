import { button, element } from './elements.js'
import { panelsIn } from './panels.js'
import { choosePictures, type Picture, uploading } from './pictures.js'
import type { Words } from './words.js'

/** The cover is chosen by eye; its number is only for browsers without a script. */
export function coverChoice(form: HTMLFormElement, words: Words, onChange: () => void): void {
  const fieldset = form.querySelector<HTMLElement>('fieldset.cover')
  const input = form.elements.namedItem('coverId') as HTMLInputElement | null
  if (!fieldset || !input) return
  const wrapper = input.closest<HTMLElement>('.field')
  const box = element('div', { class: 'panel' })
  box.hidden = true
  const leave = button(words.leave, () => set('', null))
  const set = (id: string, src: string | null) => {
    input.value = id
    for (const img of fieldset.querySelectorAll('img[data-part="cover"]')) img.remove()
    if (src !== null) fieldset.querySelector('legend')?.after(element('img', { src, alt: '', 'data-part': 'cover' }))
    leave.hidden = id === ''
    onChange()
  }
  const panels = panelsIn(box, () => {})
  const take = ([picture]: Picture[]) => {
    if (!picture) return
    for (const [name, value] of [
      ['coverAlt', picture.alt],
      ['coverCaption', picture.caption],
      ['coverCredit', picture.credit],
    ] as const) {
      const words = form.elements.namedItem(name) as HTMLInputElement
      if (words.value === '') words.value = value
    }
    set(String(picture.id), picture.src)
    panels.close()
    // Without these words it does not go out, so they are typed next.
    const alt = form.elements.namedItem('coverAlt') as HTMLInputElement
    if (alt.value === '') alt.focus()
  }
  const choose = button(words.choosePicture, () => choosePictures(words, panels, false, take))
  leave.hidden = input.value === ''
  wrapper?.before(element('div', { class: 'row' }, uploading(words, false, take), choose, leave), box)
  for (const each of wrapper?.querySelectorAll<HTMLElement>('label, input') ?? []) each.hidden = true
}
