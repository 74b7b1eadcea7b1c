import { element, part } from './elements.js'
import type { Words } from './words.js'

const goodTitle = 110
const goodLead = 300

/** The heading, the search snippet and the share card follow what is typed, and long headings are counted. */
export function livePreview(form: HTMLFormElement, words: Words): void {
  const value = (name: string) => (form.elements.namedItem(name) as HTMLInputElement | null)?.value ?? ''
  const address = part('snippet-address').textContent?.replace(/\/(\d+)-[^/]*$/, '/$1-') ?? ''
  const counts = (
    [
      ['title', goodTitle],
      ['lead', goodLead],
    ] as const
  ).map(([name, good]) => {
    const count = element('p', { class: 'count' })
    document.getElementById(name)?.after(count)
    return { name, good, count }
  })
  const renew = () => {
    part('heading').textContent = value('title') || words.untitled
    for (const place of ['snippet', 'share'] as const) {
      part(`${place}-title`).textContent = value('seoTitle') || value('title')
      part(`${place}-description`).textContent = value('seoDescription') || value('lead')
    }
    if (value('slug') !== '') part('snippet-address').textContent = address + value('slug')
    for (const { name, good, count } of counts) {
      const { length } = value(name)
      count.textContent = `${length} / ${good} ${words.left}`
      count.dataset.long = length > good ? 'yes' : 'no'
    }
  }
  form.addEventListener('input', renew)
  renew()
}
