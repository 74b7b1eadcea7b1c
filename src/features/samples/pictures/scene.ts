/** Draws the sample news' pictures: plain SVG, no text, no outside references; a scene and a seed always give the same picture. */

import type { SamplePicture, SceneName } from '../sample-story.js'
import type { Brush } from './brush.js'
import { Chance, hash } from './chance.js'
import { paletteFor } from './palette.js'
import type { PaletteName } from './palettes.js'
import { books } from './scenes/books.js'
import { bridge } from './scenes/bridge.js'
import { city } from './scenes/city.js'
import { clinic } from './scenes/clinic.js'
import { greenhouse } from './scenes/greenhouse.js'
import { harvest } from './scenes/harvest.js'
import { lake } from './scenes/lake.js'
import { market } from './scenes/market.js'
import { mountains } from './scenes/mountains.js'
import { rail } from './scenes/rail.js'
import { road } from './scenes/road.js'
import { school } from './scenes/school.js'
import { stadium } from './scenes/stadium.js'
import { stage } from './scenes/stage.js'
import { steppe } from './scenes/steppe.js'
import { winter } from './scenes/winter.js'
import { workshop } from './scenes/workshop.js'
import { yurt } from './scenes/yurt.js'

interface Scene {
  draw: (brush: Brush) => string
  palettes: readonly [PaletteName, ...PaletteName[]]
  /** A mirrored road would drive on the left. */
  oneWay?: true
}

const anyTime = ['dawn', 'noon', 'dusk', 'spring', 'snow', 'autumn', 'night', 'frost'] as const
const warmTime = ['noon', 'autumn', 'dawn', 'spring', 'dusk'] as const

const scenes: Readonly<Record<SceneName, Scene>> = {
  steppe: { draw: steppe, palettes: ['dawn', 'spring', 'dusk', 'noon', 'autumn', 'night'] },
  mountains: { draw: mountains, palettes: anyTime },
  lake: { draw: lake, palettes: ['noon', 'dusk', 'spring', 'dawn', 'autumn', 'night'] },
  road: { draw: road, palettes: anyTime, oneWay: true },
  bridge: { draw: bridge, palettes: anyTime },
  city: { draw: city, palettes: anyTime },
  school: { draw: school, palettes: ['autumn', 'noon', 'dawn', 'spring', 'snow'] },
  books: { draw: books, palettes: ['dawn', 'night', 'autumn', 'noon', 'dusk'] },
  harvest: { draw: harvest, palettes: warmTime },
  greenhouse: { draw: greenhouse, palettes: ['spring', 'noon', 'snow', 'dawn', 'dusk'] },
  market: { draw: market, palettes: ['autumn', 'noon', 'dusk', 'spring', 'night', 'dawn'] },
  stadium: { draw: stadium, palettes: ['noon', 'night', 'spring', 'dusk', 'dawn'] },
  stage: { draw: stage, palettes: ['dusk', 'night', 'noon', 'autumn'] },
  winter: { draw: winter, palettes: ['snow', 'frost', 'night'] },
  rail: { draw: rail, palettes: anyTime },
  clinic: { draw: clinic, palettes: ['spring', 'noon', 'dawn', 'snow', 'autumn', 'dusk'] },
  yurt: { draw: yurt, palettes: ['spring', 'dawn', 'noon', 'dusk', 'autumn', 'night'] },
  workshop: { draw: workshop, palettes: ['noon', 'dawn', 'autumn', 'snow', 'dusk'] },
}

export function drawScene(picture: SamplePicture): string {
  const scene = scenes[picture.scene]
  const chance = new Chance(hash(`${picture.scene} ${picture.seed}`))
  const mirrored = chance.happens(0.5) && !scene.oneWay
  const palette = paletteFor(scene.palettes, picture.seed + (hash(picture.scene) % 97), chance)
  const drawing = scene.draw({ chance, palette })
  const turned = mirrored ? `<g transform="translate(1600 0)scale(-1 1)">${drawing}</g>` : drawing
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1600 900" width="1280" height="720" fill="none" stroke-linecap="round" stroke-linejoin="round">${turned}</svg>`
}
