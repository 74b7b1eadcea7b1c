import { button, element, field } from './elements.js'
import { ask } from './form.js'
import type { Panels } from './panels.js'
import type { Words } from './words.js'

/** A picture of the media library, as the newsroom offers it. */
export interface Picture {
  id: number
  src: string
  width: number
  height: number
  tone: number
  liteBytes: number
  alt: string
  caption: string
  credit: string
}

/** Offers the newest pictures, those that words find, and the device's own; gives one, or several where they stand together. */
export function choosePictures(
  words: Words,
  panels: Panels,
  several: boolean,
  onChoice: (pictures: Picture[]) => void,
): void {
  const chosen: Picture[] = []
  const list = element('ul', { class: 'choices' })
  const done = button(words.insert, () => onChoice(chosen), { class: 'main' })
  done.hidden = true
  const show = async (letters: string) => {
    const query = new URLSearchParams({ q: letters, language: storyLanguage() })
    const { answer } = await ask<{ pictures?: Picture[] }>(`/newsroom/media.json?${query}`)
    list.replaceChildren(
      ...(answer.pictures ?? []).map((picture) => {
        const img = element('img', {
          src: picture.src.replace('/640.', '/320.'),
          alt: picture.alt,
          width: '160',
          height: '120',
          loading: 'lazy',
        })
        const choice: HTMLButtonElement = button('', () => {
          if (!several) return onChoice([picture])
          const at = chosen.indexOf(picture)
          if (at < 0) chosen.push(picture)
          else chosen.splice(at, 1)
          choice.setAttribute('aria-pressed', String(at < 0))
          done.hidden = chosen.length === 0
        })
        choice.setAttribute('aria-label', picture.alt || `№ ${picture.id}`)
        choice.append(img)
        return element('li', {}, choice)
      }),
    )
  }
  panels.open(
    uploading(words, several, onChoice),
    field(words.findPicture, '', (letters) => void show(letters)),
    list,
    element('div', { class: 'row' }, done, button(words.cancel, panels.close)),
  )
  void show('')
}

/** A button that takes pictures from the device, by a phone's camera too, and tells how far they are. */
export function uploading(words: Words, several: boolean, onUploaded: (pictures: Picture[]) => void): HTMLElement {
  const status = element('p', { role: 'status', class: 'hint' })
  // The browser's own control says everything in the browser's language; a button opens the same choice.
  const file = element('input', { type: 'file', accept: 'image/*', ...(several && { multiple: '' }), hidden: '' })
  file.addEventListener('change', async () => {
    const uploaded: Picture[] = []
    const faults: string[] = []
    for (const each of file.files ?? []) {
      status.textContent = `${words.uploading} ${each.name}`
      const { picture, fault } = await upload(each)
      if (picture) uploaded.push(picture)
      else faults.push(fault)
    }
    // The same file may be chosen again once what was wrong is mended.
    file.value = ''
    status.textContent = faults.join(' ')
    if (uploaded.length > 0) onUploaded(uploaded)
  })
  return element(
    'div',
    { class: 'uploading' },
    button(words.upload, () => file.click()),
    file,
    status,
  )
}

/** Sends a file to the media library, which looks at its content and at nothing else. */
export async function upload(file: File): Promise<{ picture: Picture | null; fault: string }> {
  const body = new FormData()
  body.append('files', file)
  try {
    const response = await fetch(`/newsroom/media?language=${storyLanguage()}`, {
      method: 'POST',
      headers: { accept: 'application/json' },
      body,
    })
    const answer = (await response.json()) as {
      files?: { picture: Picture | null; fault: string | null }[]
      fault?: string
    }
    const [sent] = answer.files ?? []
    return { picture: sent?.picture ?? null, fault: sent?.fault ?? answer.fault ?? '' }
  } catch (error) {
    return { picture: null, fault: String(error) }
  }
}

/** The words that come with a picture are those of the story's language. */
function storyLanguage(): string {
  return document.querySelector('textarea[name=body]')?.getAttribute('lang')?.slice(0, 2) ?? ''
}
