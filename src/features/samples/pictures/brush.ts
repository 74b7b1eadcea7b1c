import type { Chance } from './chance.js'
import type { Palette } from './palettes.js'

/** What every piece of a picture is drawn with. */
export interface Brush {
  chance: Chance
  palette: Palette
}
