import { element, part } from './elements.js'
import { ask } from './form.js'

/** Tags and authors: what is chosen stands as check boxes; Enter or a choice from the list adds another. */
export function chosenLists(form: HTMLFormElement, onChange: () => void): { showTags: (ids: number[]) => void } {
  const input = form.elements.namedItem('newTags') as HTMLInputElement
  const suggestions = document.getElementById('more-tags') as HTMLDataListElement
  const ids = new Map<string, number>()
  const tags = part('tags')

  const add = () => {
    const rest: string[] = []
    for (const name of input.value
      .split(',')
      .map((each) => each.trim())
      .filter(Boolean)) {
      const id = ids.get(name.toLowerCase())
      if (id === undefined) rest.push(name)
      else addBox(tags, 'tagIds', String(id), name)
    }
    input.value = rest.join(', ')
    onChange()
  }
  input.addEventListener('input', async (event) => {
    // A choice from the list arrives as a whole, and not letter by letter.
    if ((event as InputEvent).inputType === 'insertReplacementText' || !(event instanceof InputEvent)) return add()
    event.stopPropagation()
    const letters = input.value.split(',').at(-1)?.trim() ?? ''
    const language = form.querySelector<HTMLElement>('#title')?.lang ?? 'ru'
    const { answer } = await ask<{ tags?: { id: number; name: string }[] }>(
      `/newsroom/tag-suggestions?language=${language}&q=${encodeURIComponent(letters)}`,
    )
    for (const { id, name } of answer.tags ?? []) ids.set(name.toLowerCase(), id)
    if (answer.tags) suggestions.replaceChildren(...answer.tags.map(({ name }) => element('option', { value: name })))
  })
  input.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter') return
    event.preventDefault()
    add()
  })
  input.addEventListener('change', add)

  const authors = part('authors')
  const more = document.getElementById('new-author') as HTMLSelectElement
  more.addEventListener('change', () => {
    const option = more.selectedOptions[0]
    if (!option?.value) return
    addBox(authors, 'authorIds', option.value, option.text)
    option.remove()
    more.value = ''
    onChange()
  })
  return {
    // After a save the server knows the ids of tags that were typed by name.
    showTags: (known) => {
      if (input.value === '' || document.activeElement === input) return
      const names = input.value.split(',').map((each) => each.trim())
      const fresh = known.filter((id) => !tags.querySelector(`input[value="${id}"]`))
      if (fresh.length !== names.length) return
      for (const [at, id] of fresh.entries()) addBox(tags, 'tagIds', String(id), names[at] ?? '')
      input.value = ''
    },
  }
}

export function addBox(box: HTMLElement, name: string, value: string, words: string): void {
  if (box.querySelector(`input[value="${value}"]`)) return
  const input = element('input', { type: 'checkbox', name, value })
  input.checked = true
  box.append(element('label', {}, input, ` ${words}`))
}
