/** An element with its attributes and children; text stays text. */
export function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Record<string, string> = {},
  ...children: (Node | string)[]
): HTMLElementTagNameMap[Name] {
  const made = document.createElement(name)
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value)
  made.append(...children)
  return made
}

export function button(words: string, onPress: () => void, attributes: Record<string, string> = {}): HTMLButtonElement {
  const made = element('button', { type: 'button', ...attributes }, words)
  made.addEventListener('click', onPress)
  return made
}

/** A labelled field; `onChange` hears every letter. */
export function field(label: string, value: string, onChange: (value: string) => void): HTMLLabelElement {
  const input = element('input', { type: 'text', value })
  input.value = value
  input.addEventListener('input', () => onChange(input.value))
  return element('label', {}, label, input)
}

/** The part of the page that the server marked with this name. */
export function part(name: string): HTMLElement {
  const found = document.querySelector<HTMLElement>(`[data-part="${name}"]`)
  if (!found) throw new Error(`the page has no part ${name}`)
  return found
}
