import { LRUCache } from 'lru-cache'
import { encode } from 'uqr'

/** A QR code as one SVG path: each run of dark modules is a line one unit thick. */
export interface Qr {
  /** Modules in a row, with the quiet edge that readers need. */
  size: number
  path: string
}

const edge = 4
const drawn = new LRUCache<string, Qr>({ max: 1000 })

/** For paper, where an address cannot be pressed. A fixed mask spares the search for the prettiest one, which takes most of the time. */
export function qrOf(address: string): Qr {
  let qr = drawn.get(address)
  if (!qr) {
    const { data, size } = encode(address, { ecc: 'L', border: 0, maskPattern: 3 })
    const path = data.map((row, y) => {
      const runs = [
        ...row
          .map((dark) => (dark ? '1' : '0'))
          .join('')
          .matchAll(/1+/g),
      ]
      return runs.map(({ 0: run, index }) => `M${index + edge} ${y + edge + 0.5}h${run.length}`).join('')
    })
    qr = { size: size + edge * 2, path: path.join('') }
    drawn.set(address, qr)
  }
  return qr
}
