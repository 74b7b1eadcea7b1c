import { ImportStopped } from './import-stopped.js'

/** Gives the function that turns the bytes of an export into text, chosen by the file's first bytes. */
export function decoderOf(head: Buffer): (bytes?: Buffer) => string {
  const foreign = foreignKind(head)
  if (foreign) throw new ImportStopped(`This is not a WordPress export but ${foreign}.`)
  const declared = /^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]+)/.exec(
    head.toString('latin1', 0, 500).replace(/^ï»¿/, ''),
  )
  const encoding = (declared?.[1] ?? 'utf-8').toLowerCase()
  if (/^utf-?8$/.test(encoding)) return decoder('utf-8')
  if (/^(?:windows-1251|cp-?1251)$/.test(encoding)) return decoder('windows-1251')
  throw new ImportStopped(
    `The file says that its encoding is "${encoding}"; UTF-8 and windows-1251 are read. Convert it: iconv -f ${encoding} -t UTF-8 FILE > NEW, and write UTF-8 into its first line.`,
  )
}

function decoder(encoding: string): (bytes?: Buffer) => string {
  const decoder = new TextDecoder(encoding)
  return (bytes) => {
    const text = bytes ? decoder.decode(bytes, { stream: true }) : decoder.decode()
    if (encoding === 'utf-8') refuseGarbage(text)
    // WordPress lets control characters from a text editor through, which XML forbids.
    // biome-ignore lint/suspicious/noControlCharactersInRegex: removing them is the point
    return text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
  }
}

/** A broken letter here and there is left to the editors; a file that is full of them was never UTF-8. */
function refuseGarbage(text: string): void {
  const broken = count(text, /\ufffd/g)
  if (broken > 50 && broken > count(text, /[^\p{ASCII}\ufffd]/gu)) {
    throw new ImportStopped(
      'The file is not in UTF-8, although it says so or says nothing. If it is in windows-1251, write encoding="windows-1251" into its first line: <?xml version="1.0" encoding="windows-1251"?>.',
    )
  }
}

function count(text: string, what: RegExp): number {
  return text.match(what)?.length ?? 0
}

function foreignKind(head: Buffer): string | undefined {
  if (head.length === 0) return 'an empty file'
  if (head[0] === 0x1f && head[1] === 0x8b) return 'a gzip archive: unpack it with gunzip first'
  if (head.toString('latin1', 0, 2) === 'PK') return 'a ZIP archive: unpack it first'
  if ((head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff)) {
    return 'a file in UTF-16: convert it with iconv -f UTF-16 -t UTF-8 FILE > NEW first'
  }
  return head.subarray(0, 1000).includes(0) ? 'a binary file' : undefined
}
