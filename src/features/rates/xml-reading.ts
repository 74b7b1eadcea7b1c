import { XMLParser, XMLValidator } from 'fast-xml-parser'
import { BadAnswer } from '../fetching/bad-answer.js'
import { refusePage } from './body-text.js'

// Nothing is guessed: figures stay text, and entities, which banks do not need, are not expanded.
const options = {
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  parseTagValue: false,
  parseAttributeValue: false,
  processEntities: false,
}

/** An XML document as nested objects, `lists` always as arrays. Throws `BadAnswer` unless it is whole, harmless and begins as one of `roots`. */
export function readXml(
  text: string,
  { roots, lists }: { roots: readonly string[]; lists: readonly string[] },
): unknown {
  refusePage(text)
  if (!text.startsWith('<')) throw new BadAnswer(`the answer is not XML: ${text.slice(0, 80)}`)
  // A document type can define entities that grow a thousandfold or read files; no bank sends one.
  if (/<!(?:doctype|entity)/i.test(text)) throw new BadAnswer('the XML brings a document type, which is refused')
  const validity = XMLValidator.validate(text)
  if (validity !== true) throw new BadAnswer(`the XML is broken: ${validity.err.msg}`)
  const tree: unknown = new XMLParser({ ...options, isArray: (name) => lists.includes(name) }).parse(text)
  const found = Object.keys(tree as object).filter((name) => !name.startsWith('?'))
  const [root = ''] = found
  if (found.length !== 1 || !roots.includes(root)) throw new BadAnswer(`the XML begins with <${found[0] ?? ''}>`)
  return tree
}
