import { oneAtATime, openSharp } from './heavy-work.js'

/** What a picture without structure looks like: nothing of it can be compared. */
export const noLook = '0'.repeat(64)

/**
 * How a picture looks, as 64 signs: for each of eight rows of nine grey cells, whether a cell is brighter than its neighbour. Pictures
 * that differ in few of them are the same one in another size, quality or slight crop. `path` is of any variant.
 */
export async function lookOf(path: string): Promise<string> {
  const sharp = await openSharp()
  const cells = await oneAtATime(() =>
    sharp(path).greyscale().resize({ width: 9, height: 8, fit: 'fill' }).raw().toBuffer(),
  )
  const signs = Array.from({ length: 64 }, (_, at) => {
    const cell = Math.floor(at / 8) * 9 + (at % 8)
    return (cells[cell] ?? 0) > (cells[cell + 1] ?? 0) ? '1' : '0'
  })
  const ones = signs.filter((sign) => sign === '1').length
  // Plain areas and simple fades all look alike.
  return ones < 8 || ones > 56 ? noLook : signs.join('')
}
