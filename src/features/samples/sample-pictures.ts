import type { Kit } from '../../platform/kit.js'
import { openSharp } from '../media/heavy-work.js'
import type { Picture } from '../media/picture.js'
import { takeInPicture } from '../media/picture-intake.js'
import { drawScene } from './pictures/scene.js'
import type { SamplePicture, SampleStory } from './sample-story.js'

/** Draws and takes in every picture that the stories name, each once. Gives a way to look them up. */
export async function drawPictures(
  kit: Kit,
  stories: readonly SampleStory[],
  onProgress: (done: number, of: number) => void,
): Promise<(picture: SamplePicture) => Picture> {
  const wanted = stories.flatMap(({ picture, inline }) => [picture, inline]).filter((each) => each !== undefined)
  const sharp = await openSharp()
  const unique = new Map(wanted.map((each) => [nameOf(each), each]))
  const drawn = new Map<string, Picture>()
  for (const [name, picture] of unique) {
    const bytes = await sharp(Buffer.from(drawScene(picture)))
      .jpeg({ quality: 92 })
      .toBuffer()
    drawn.set(name, await takeInPicture(kit, bytes, { isSample: true }))
    onProgress(drawn.size, unique.size)
  }
  return (picture) => {
    const found = drawn.get(nameOf(picture))
    if (!found) throw new Error(`${nameOf(picture)} was not drawn`)
    return found
  }
}

const nameOf = ({ scene, seed }: SamplePicture) => `${scene} ${seed}`
