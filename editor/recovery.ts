import { button, element, part } from './elements.js'
import { ask, type Fields, readFields, sameFields } from './form.js'
import { dropEntry, type Entry, leftEntries } from './journal.js'
import type { Conflict } from './saving.js'
import type { Story, Words } from './words.js'

interface Parts {
  form: HTMLFormElement
  story: Story
  words: Words
  /** Puts a text into the form and the surface, as if it had been typed. */
  write: (fields: Fields) => void
}

/** After a crash: what a tab of this browser left and the server does not have, with a comparison. */
export async function offerWhatWasLeft(
  { form, story, words, write }: Parts,
  take: (entry: Entry) => void,
): Promise<void> {
  const left = await leftEntries(story.id, story.me)
  const here = readFields(form)
  for (const entry of left) {
    if (sameFields(entry.fields, here)) {
      dropEntry(story.id, entry.tab)
      continue
    }
    const box = part('found')
    const when = new Date(entry.at).toLocaleString('ru', {
      timeZone: 'Asia/Almaty',
      day: 'numeric',
      month: 'numeric',
      hour: '2-digit',
      minute: '2-digit',
    })
    const shown = element('div', {})
    const close = () => {
      box.hidden = true
      box.replaceChildren()
    }
    box.className = 'found'
    box.replaceChildren(
      element('h2', {}, `${words.found} ${when}`),
      shown,
      element(
        'div',
        { class: 'row' },
        button(
          words.foundTake,
          () => {
            write(entry.fields)
            take(entry)
            dropEntry(story.id, entry.tab)
            close()
          },
          { class: 'main' },
        ),
        button(words.foundDrop, () => {
          dropEntry(story.id, entry.tab)
          close()
        }),
      ),
    )
    box.hidden = false
    const { answer } = await ask<{ html?: string; differ?: boolean }>(`${form.action}/difference`, {
      ...entry.fields,
      lists: 'yes',
    })
    if (answer.differ === false) {
      dropEntry(story.id, entry.tab)
      close()
      continue
    }
    shown.innerHTML = answer.html ?? ''
    return
  }
}

/** Both texts and what to do: nothing is written over anything until somebody has chosen. */
export function showConflict(
  { form, words, write }: Parts,
  conflict: Conflict,
  base: Fields,
  choose: { mine: () => void; theirs: () => void },
): void {
  const box = part('conflict')
  const mine = readFields(form)
  const close = () => {
    box.hidden = true
    box.replaceChildren()
  }
  const shown = element('div', {})
  shown.innerHTML = conflict.html
  const changed = (fields: Fields) =>
    Object.keys(fields).filter((name) => String(fields[name] ?? '') !== String(base[name] ?? ''))
  const both = changed(mine).filter(
    (name) => changed(conflict.fields).includes(name) && String(mine[name]) !== String(conflict.fields[name]),
  )
  box.className = 'conflict'
  box.setAttribute('role', 'alert')
  box.replaceChildren(
    element('h2', {}, words.conflict),
    element('p', {}, conflict.words),
    shown,
    element(
      'div',
      { class: 'row' },
      button(words.keepMine, () => {
        close()
        choose.mine()
      }),
      button(words.keepTheirs, () => {
        close()
        write(conflict.fields)
        choose.theirs()
      }),
      // Where the two changed different fields, nothing needs to be given up.
      ...(both.length === 0
        ? [
            button(
              words.unite,
              () => {
                const theirs = changed(conflict.fields)
                close()
                write(Object.fromEntries(theirs.map((name) => [name, conflict.fields[name] ?? ''])))
                choose.mine()
              },
              { class: 'main' },
            ),
          ]
        : []),
    ),
  )
  box.hidden = false
  box.scrollIntoView({ block: 'start' })
}
