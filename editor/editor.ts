import { addBox, chosenLists } from './chosen.js'
import { coverChoice } from './cover.js'
import { element, part } from './elements.js'
import { ask, type Fields, readFields, writeFields } from './form.js'
import { beAlive } from './journal.js'
import { panelsIn } from './panels.js'
import { holdPlace } from './place.js'
import { livePreview } from './preview.js'
import { offerWhatWasLeft, showConflict } from './recovery.js'
import { startSaving } from './saving.js'
import { openSurface, type Surface } from './surface.js'
import { toolbar } from './toolbar.js'
import type { Story, Words } from './words.js'

const form = document.querySelector<HTMLFormElement>('form.editor')
if (form) open(form)

function open(form: HTMLFormElement): void {
  const words = JSON.parse(form.dataset.words ?? '{}') as Words
  const story = JSON.parse(form.dataset.story ?? '{}') as Story
  const textarea = form.elements.namedItem('body') as HTMLTextAreaElement
  beAlive()

  // The surface comes first: what it makes of the stored text is where changes are counted from.
  let surface: Surface | undefined
  let isTouched = false
  const opened = openSurface(textarea, words, () => {
    isTouched = true
    saving.changed()
  })
  if ('editor' in opened) {
    surface = opened
    dress(textarea, opened, words)
  } else
    textarea
      .closest('.field')
      ?.querySelector('label')
      ?.after(element('p', { class: 'warning' }, opened.why))
  const gather = () => {
    // Untouched, the text stays as it was stored, to the letter.
    if (surface && isTouched) textarea.value = surface.html()
  }

  const status = part('saving')
  const lists = chosenLists(form, () => saving.changed())
  const saving = startSaving({
    form,
    story,
    words,
    gather,
    show: (text, state = 'calm') => {
      status.textContent = text
      status.dataset.state = state
    },
    onFaults: (faults) => showFaults(form, faults),
    onTags: lists.showTags,
    onConflict: (conflict) =>
      showConflict({ form, story, words, write }, conflict, saving.base(), {
        mine: () => saving.goOnFrom(conflict.version),
        theirs: () => saving.settle(conflict.version),
      }),
  })

  function write(fields: Fields): void {
    writeFields(form, fields)
    for (const [name, box] of [
      ['tagIds', part('tags')],
      ['authorIds', part('authors')],
    ] as const) {
      const ids = fields[name]
      if (!Array.isArray(ids)) continue
      const known = new Map(
        [...box.querySelectorAll('label')].map((label) => [
          label.querySelector('input')?.value,
          label.textContent?.trim(),
        ]),
      )
      box.replaceChildren()
      for (const id of ids) addBox(box, name, id, known.get(id) ?? `№ ${id}`)
    }
    if (surface && typeof fields.body === 'string') {
      surface.editor.commands.setContent(fields.body)
      isTouched = false
      textarea.value = fields.body
    }
    form.dispatchEvent(new Event('input'))
  }

  livePreview(form, words)
  if (!story.mayWrite) return lock(form, surface, true)
  coverChoice(form, words, () => saving.changed())
  form.addEventListener('input', (event) => {
    if (event.target !== textarea || !surface) saving.changed()
  })
  form.addEventListener('change', () => saving.changed())
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    const deed = (event.submitter as HTMLButtonElement | null)?.value
    if (deed === 'typography') void tidy(form, gather, write, () => saving.changed())
    else void saving.now()
  })
  // Whoever leaves to look at the story or to publish it must find there what they have just typed.
  for (const way of document.querySelectorAll<HTMLAnchorElement>('.saving a.button'))
    way.addEventListener('click', async (event) => {
      if (!saving.isDirty()) return
      event.preventDefault()
      if (await saving.now()) location.assign(way.href)
    })
  addEventListener('keydown', (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.code !== 'KeyS') return
    event.preventDefault()
    void saving.now()
  })
  addEventListener('beforeunload', (event) => {
    if (saving.isDirty() && !navigator.onLine) event.preventDefault()
  })
  void offerWhatWasLeft({ form, story, words, write }, (entry) => {
    // Its last save may be the version that is here: then it goes on from it, and is in conflict with nobody.
    saving.unanswered = entry.unanswered
    if (entry.beganFrom !== story.version)
      saving.goOnFrom(entry.unanswered.length > 0 ? entry.beganFrom : story.version)
    else saving.changed()
  })
  holdPlace(
    `${form.action}/lock`,
    { words, story },
    {
      onLost: () => void saving.now().then(() => lock(form, surface, true)),
      onHeld: (version) => {
        // Somebody wrote while this tab only looked on.
        if (version !== story.version && !saving.isDirty() && form.inert) return location.reload()
        lock(form, surface, false)
      },
    },
  )
}

function lock(form: HTMLFormElement, surface: Surface | undefined, isLocked: boolean): void {
  form.inert = isLocked
  surface?.editor.setEditable(!isLocked, false)
}

function dress(textarea: HTMLTextAreaElement, surface: Surface, words: Words): void {
  const box = element('div', { class: 'panel' })
  box.hidden = true
  const panels = panelsIn(box, () => surface.editor.commands.focus())
  const place = textarea.closest('.field')
  place?.querySelector('.hint')?.remove()
  textarea.hidden = true
  textarea.removeAttribute('aria-describedby')
  place?.querySelector('label')?.removeAttribute('for')
  textarea.before(toolbar(surface.editor, words, panels), box, surface.box)
}

function showFaults(form: HTMLFormElement, faults: Record<string, string>): void {
  for (const place of form.querySelectorAll<HTMLElement>('.field')) {
    const name = place.dataset.field ?? ''
    const words = faults[name === 'coverId' ? 'cover' : name] ?? ''
    const line = place.querySelector<HTMLElement>('.fault')
    if (!line) continue
    line.textContent = words
    line.hidden = words === ''
    place.querySelector('input, textarea, select')?.toggleAttribute('aria-invalid', words !== '')
  }
}

async function tidy(
  form: HTMLFormElement,
  gather: () => void,
  write: (fields: Fields) => void,
  onChange: () => void,
): Promise<void> {
  gather()
  const beganFrom = (form.elements.namedItem('beganFrom') as HTMLInputElement).value
  const { status, answer } = await ask<{ fields: Fields }>(form.action, {
    ...readFields(form),
    lists: 'yes',
    beganFrom,
    deed: 'typography',
  })
  if (status !== 200) return
  const { kicker, title, lead, body, coverCaption, seoTitle, seoDescription } = answer.fields
  write(
    Object.fromEntries(
      Object.entries({ kicker, title, lead, body, coverCaption, seoTitle, seoDescription }).filter(
        ([, value]) => value !== undefined,
      ),
    ) as Fields,
  )
  onChange()
}
