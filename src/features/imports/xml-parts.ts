import { createReadStream } from 'node:fs'
import { SaxesParser } from 'saxes'
import { decoderOf } from './export-encoding.js'
import { ImportStopped } from './import-stopped.js'
import { openMarkup } from './open-markup.js'

/** One element of the export's channel with all that is in it. */
export interface XmlPart {
  name: string
  attributes: Record<string, string>
  text: string
  children: XmlPart[]
  /** It was larger than an item may be, and all long texts were let go. */
  isTooBig?: boolean
}

/** Characters between two tags. */
const maxText = 20_000_000
/** Characters of one item, comments and all; an element counts as a hundred. */
const maxPart = 60_000_000
const sizeOfElement = 100
const headLength = 1000
const maxDepth = 30

/**
 * Reads `<rss><channel>…` as a stream and gives the channel's elements one at a time, so that memory holds one item however
 * long the export. Throws `ImportStopped` where the file cannot be read on, after giving everything before that place.
 */
export async function* readParts(file: string, onRead: (bytes: number) => void = () => {}): AsyncGenerator<XmlPart> {
  let decode: ((bytes?: Buffer) => string) | undefined
  let bytes = 0
  const parser = partsParser(() => bytes)
  try {
    for await (const chunk of createReadStream(file) as AsyncIterable<Buffer>) {
      decode ??= decoderOf(chunk)
      bytes += chunk.length
      yield* parser.read(decode(chunk))
      onRead(bytes)
    }
  } catch (error) {
    if (isFileFault(error)) throw new ImportStopped(`The file ${file} cannot be read (${error.code}).`)
    throw error
  }
  decode ??= decoderOf(Buffer.alloc(0))
  yield* parser.read(decode())
  yield* parser.end()
}

function isFileFault(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'syscall' in error
}

interface PartsParser {
  read(text: string): Generator<XmlPart>
  end(): Generator<XmlPart>
}

function partsParser(bytesRead: () => number): PartsParser {
  const parser = new SaxesParser({ xmlns: false })
  /** The open elements; the first two are rss and channel. */
  const open: XmlPart[] = []
  const lines: number[] = []
  const markup = openMarkup()
  let ready: XmlPart[] = []
  let partSize = 0
  let sinceTag = 0
  let isBegun = false
  let isOver = false
  /** What was closed last: in a fault of crossed tags, what should have been closed before. */
  let crossed: { name: string; line: number } | undefined

  const here = () => `line ${parser.line}, about byte ${bytesRead()}`

  function stop(what: string): never {
    throw new ImportStopped(`${what} (${here()}).`)
  }

  /** A fault whose cause stands further up: the line there helps, the place where it was noticed does not. */
  function stopAt({ what, line }: { what: string; line: number }): never {
    throw new ImportStopped(`The file is not well-formed XML from here on: line ${line} has ${what}. ${mendAndRepeat}`)
  }

  function tagEnded(): void {
    sinceTag = 0
    markup.tagEnded(parser.position, parser.line)
  }

  function grow(by: number): void {
    const part = open[2]
    if (!part) return
    partSize += by
    if (partSize > maxPart && !part.isTooBig) letGo(part)
    if (partSize > 10 * maxPart) stop('One item of the export has no end')
  }

  function addText(text: string): void {
    sinceTag = 0
    const element = open.at(-1)
    if (!element || open.length < 3) return
    grow(text.length)
    if (!open[2]?.isTooBig) element.text += text
    else if (open.length <= 4 && element.text.length < headLength) element.text += text.slice(0, headLength)
  }

  parser.on('doctype', () =>
    stop(
      'The file has a DOCTYPE, which a WordPress export never has and which can hide an entity bomb; it was not read',
    ),
  )
  parser.on('error', (error) => {
    // PHP's warnings after the last tag hurt nobody.
    if (isOver) return
    if (open.length > 0 && error.message.includes('entity name')) {
      const cause = markup.unended()
      if (cause) stopAt(cause)
    }
    if (error.message.includes('unexpected close tag')) {
      const closing = markup.closingName(parser.position)
      if (closing !== undefined && crossed)
        stopAt({
          what: `<${crossed.name}>, which is still open where </${closing}> comes on line ${parser.line}`,
          line: crossed.line,
        })
    }
    throw readableFault(error, open.length > 0 || isOver, here())
  })
  parser.on('opentag', ({ name, attributes }) => {
    tagEnded()
    if (isOver) return
    const element: XmlPart = { name, attributes, text: '', children: [] }
    const parent = open.at(-1)
    if (!parent && name !== 'rss')
      stop(`This is not a WordPress export: it begins with <${name}>, an export begins with <rss>`)
    if (open.length >= maxDepth)
      stop(`The elements of the file are nested more than ${maxDepth} deep, which no WordPress export does`)
    open.push(element)
    lines.push(parser.line)
    if (open.length === 3) partSize = 0
    grow(sizeOfElement)
    // Of a part that is too big only the part's own fields are kept, for its number and title.
    if (parent && open.length > 3 && (!open[2]?.isTooBig || (open.length === 4 && parent.children.length < 1000))) {
      parent.children.push(element)
    }
  })
  parser.on('closetag', () => {
    tagEnded()
    const element = open.pop()
    crossed = element && { name: element.name, line: lines.pop() ?? parser.line }
    if (element && open.length === 2 && open[1]?.name === 'channel') ready.push(element)
    if (open.length === 0) isOver = true
  })
  parser.on('text', addText)
  parser.on('cdata', (text) => {
    addText(text)
    tagEnded()
  })
  parser.on('comment', tagEnded)

  /** What was whole before a fault is given first. */
  function* whole(work: () => void): Generator<XmlPart> {
    let fault: unknown
    try {
      work()
    } catch (error) {
      fault = error
    }
    const parts = ready
    ready = []
    yield* parts
    if (fault !== undefined) throw fault
  }

  return {
    read: (given) =>
      whole(() => {
        // Some plugins let an empty line out before the first tag.
        const text = isBegun ? given : given.trimStart()
        if (text === '' || isOver) return
        isBegun = true
        sinceTag += text.length
        markup.read(text)
        parser.write(text)
        // The parser gathers a text, a comment or a tag until its end; one without an end must not gather the whole file.
        if (sinceTag > maxText) {
          const cause = markup.unended()
          stop(
            `There is a text of more than ${maxText} characters without an end${cause ? `: line ${cause.line} has ${cause.what}` : ''}`,
          )
        }
      }),
    end: () =>
      whole(() => {
        if (!isOver) {
          const cause = open.length > 0 ? markup.unended() : undefined
          // Only a file without its last tags ends in the middle; what a bare & swallowed is at fault either way.
          if (cause && (markup.holdsEnd() || cause.what.startsWith('an &'))) stopAt(cause)
          stop(
            open.length === 0
              ? 'This is not a WordPress export: it holds no XML'
              : 'The file is cut off: it ends in the middle. Everything whole before its end was read. Make the export again, or download it again, and import it; what is here already stays as it is',
          )
        }
      }),
  }
}

const mendAndRepeat = 'Mend that place or make the export again, and import again; what is here already stays as it is.'

function letGo(part: XmlPart): void {
  part.isTooBig = true
  part.text = ''
  part.children = part.children.slice(0, 1000)
  for (const child of part.children) {
    child.text = child.text.slice(0, headLength)
    child.children = []
  }
}

function readableFault(error: Error, isInside: boolean, place: string): ImportStopped {
  const words = error.message.replace(/^(?:undefined:)?\d+:\d+:\s*/, '').replace(/\.$/, '')
  if (!isInside) return new ImportStopped(`This is not a WordPress export: it is not XML (${words}; ${place}).`)
  if (words.includes('entity')) {
    return new ImportStopped(
      `The file uses an entity that XML does not know (${words}; ${place}). Only &lt; &gt; &amp; &quot; &apos; and numbers are read, since others can hide an entity bomb. Replace it and import again; what is here already stays as it is.`,
    )
  }
  return new ImportStopped(`The file is not well-formed XML from here on: ${words} (${place}). ${mendAndRepeat}`)
}
