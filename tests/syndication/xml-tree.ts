import { SaxesParser } from 'saxes'

/** An element as a strict reader of XML sees it, with namespaces resolved. */
export interface XmlElement {
  /** With the namespace's address in braces: `{http://www.w3.org/2005/Atom}feed`. */
  name: string
  attributes: Record<string, string>
  children: XmlElement[]
  text: string
}

/** Throws at the first place where the text is no well-formed XML. */
export function xmlTree(text: string): XmlElement {
  const parser = new SaxesParser({ xmlns: true })
  const stack: XmlElement[] = [{ name: '', attributes: {}, children: [], text: '' }]
  parser.on('error', (error) => {
    throw error
  })
  parser.on('opentag', (tag) => {
    const attributes = Object.fromEntries(Object.values(tag.attributes).map(({ name, value }) => [name, value]))
    const element = {
      name: tag.uri === '' ? tag.local : `{${tag.uri}}${tag.local}`,
      attributes,
      children: [],
      text: '',
    }
    stack.at(-1)?.children.push(element)
    stack.push(element)
  })
  const take = (words: string) => {
    const top = stack.at(-1)
    if (top) top.text += words
  }
  parser.on('text', take)
  parser.on('cdata', take)
  parser.on('closetag', () => void stack.pop())
  parser.write(text).close()
  const [root] = stack[0]?.children ?? []
  if (!root) throw new Error('no root element')
  return root
}

export function all(element: XmlElement, name: string): XmlElement[] {
  return element.children.filter((child) => child.name === name)
}

export function words(element: XmlElement | undefined, name: string): string | undefined {
  return element?.children.find((child) => child.name === name)?.text
}
