import type { Kit } from '../../platform/kit.js'
import { turns } from '../../platform/turns.js'
import { openSharp } from '../media/heavy-work.js'
import type { Picture } from '../media/picture.js'
import type { MediaRoom } from '../media/picture-files.js'
import { drawPicture } from '../media/picture-intake.js'
import { type ArrivingPicture, insertPicture } from '../media/picture-store.js'
import { drawScene } from './pictures/scene.js'
import type { SamplePicture } from './sample-story.js'

/** A picture whose files lie in the media folder and which has no row yet. */
export type Drawn = Omit<ArrivingPicture, 'isSample' | 'importedKey'>

/** While one is encoded the next is drawn. */
const atOnce = 2

/** Every picture that the sample news name, by name, with their files in the media folder. */
export async function drawPictures(
  room: MediaRoom,
  onDrawn: (done: number, of: number) => void = () => {},
): Promise<Map<string, Drawn>> {
  const { allStories } = await import('./stories/all-stories.js')
  const wanted = allStories.flatMap(({ picture, inline }) => [picture, inline]).filter((each) => each !== undefined)
  const unique = new Map(wanted.map((each) => [nameOf(each), each]))
  const sharp = await openSharp()
  const drawn = new Map<string, Drawn>()
  const inTurn = turns(atOnce)
  await Promise.all(
    [...unique].map(([name, picture]) =>
      inTurn(async () => {
        // Uncompressed: it is read once, by the next step.
        const bytes = await sharp(Buffer.from(drawScene(picture)))
          .removeAlpha()
          .png({ compressionLevel: 0 })
          .toBuffer()
        drawn.set(name, await drawPicture(room, bytes))
        onDrawn(drawn.size, unique.size)
      }),
    ),
  )
  return drawn
}

/** Gives the drawn pictures their rows, and a way to look them up. */
export async function takeInPictures(
  kit: Kit,
  drawn: Map<string, Drawn>,
): Promise<(picture: SamplePicture) => Picture> {
  const stored = new Map<string, Picture>()
  for (const [name, picture] of drawn)
    stored.set(name, await insertPicture(kit.db, { ...picture, isSample: true, importedKey: null }))
  return (picture) => {
    const found = stored.get(nameOf(picture))
    if (!found) throw new Error(`${nameOf(picture)} was not drawn`)
    return found
  }
}

const nameOf = ({ scene, seed }: SamplePicture) => `${scene} ${seed}`
