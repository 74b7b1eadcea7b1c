import { part } from './elements.js'
import type { Fields } from './form.js'

/** What a save made of the address that was typed. */
export interface Stored {
  slug: string
  /** The whole of it, as a search engine shows it. */
  address: string
}

/** Shows what is stored in place of what was typed. Whoever is still in the field keeps their words until they leave it. */
export function showStored(form: HTMLFormElement, base: Fields, { slug, address }: Stored): void {
  const field = form.elements.namedItem('slug') as HTMLInputElement
  const put = () => {
    // Typed on since: the next save tells of that.
    if (field.value !== base.slug) return
    field.value = slug
    base.slug = slug
    part('snippet-address').textContent = address
  }
  if (document.activeElement === field) field.onblur = put
  else put()
}
