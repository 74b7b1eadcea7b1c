/** The hours and seasons of the pictures, around the steppe-sky turquoise, the sun gold and the paper of the site. */

export interface Palette {
  night: boolean
  /** Zenith and horizon. */
  sky: readonly [top: string, low: string]
  /** Between them, where a straight blend would be muddy. */
  blush?: string
  sun: string
  cloud: string
  /** The nearest hills; farther ones fade into the horizon, see `distant`. */
  land: string
  field: string
  leaf: string
  spruce: string
  water: string
  road: string
  wall: string
  roof: string
  ink: string
  snow: string
  gold: string
  teal: string
}

export type PaletteName = 'dawn' | 'noon' | 'spring' | 'autumn' | 'dusk' | 'snow' | 'frost' | 'night'

const day = {
  night: false,
  roof: '#a9502f',
  snow: '#fbfaf6',
  gold: '#f2b705',
  teal: '#00697a',
  wall: '#f3ead7',
  road: '#5d6a6c',
  ink: '#12343b',
}

export const palettes: Readonly<Record<PaletteName, Palette>> = {
  dawn: {
    ...day,
    sky: ['#6fb0b3', '#fbe3c0'],
    sun: '#fff3cf',
    cloud: '#fdf1dc',
    land: '#2c6468',
    field: '#c9b071',
    leaf: '#4d8066',
    spruce: '#1f5353',
    water: '#79b3b3',
  },
  noon: {
    ...day,
    sky: ['#1f8797', '#dcefe6'],
    sun: '#f8cf4a',
    cloud: '#fbfaf6',
    land: '#1c6a6c',
    field: '#d8bf6c',
    leaf: '#3b7f5c',
    spruce: '#125058',
    water: '#3f97a3',
  },
  spring: {
    ...day,
    sky: ['#7dbccb', '#f6f3df'],
    sun: '#fbdf86',
    cloud: '#ffffff',
    land: '#3b7a66',
    field: '#a6bc6a',
    leaf: '#5f9650',
    spruce: '#2a6153',
    water: '#6db1bd',
  },
  autumn: {
    ...day,
    sky: ['#86b3b1', '#f8e9cb'],
    sun: '#fce2a0',
    cloud: '#fcf5e6',
    land: '#75683f',
    field: '#dcaa48',
    leaf: '#c97f2a',
    spruce: '#3a5a48',
    water: '#7fabaa',
    ink: '#2e3030',
  },
  dusk: {
    ...day,
    sky: ['#34507a', '#f8b98c'],
    blush: '#b08298',
    sun: '#ffe0a6',
    cloud: '#eeb0a0',
    land: '#33486c',
    field: '#b58560',
    leaf: '#45656a',
    spruce: '#233f55',
    water: '#6f7fa0',
    road: '#48536a',
    wall: '#ecd3b6',
    ink: '#172540',
    snow: '#fbe7da',
  },
  snow: {
    ...day,
    sky: ['#8fbccb', '#f1f4ee'],
    sun: '#fff6d8',
    cloud: '#ffffff',
    land: '#5b8d9c',
    field: '#eef2ef',
    leaf: '#b4cfd3',
    spruce: '#2c6068',
    water: '#9cc3cc',
    road: '#87979c',
  },
  frost: {
    ...day,
    sky: ['#5f84a6', '#f8d3bd'],
    blush: '#a9a9bb',
    sun: '#fff0d2',
    cloud: '#f6dccf',
    land: '#54728f',
    field: '#e8e4e6',
    leaf: '#adbccd',
    spruce: '#2c4c66',
    water: '#93a9c0',
    road: '#77849a',
    wall: '#f1dfcb',
    ink: '#1a2f45',
    snow: '#f9f1ec',
  },
  night: {
    ...day,
    night: true,
    sky: ['#0a2038', '#2f6c80'],
    sun: '#f8eecb',
    cloud: '#3c7283',
    land: '#0f3346',
    field: '#2b5b62',
    leaf: '#1f5350',
    spruce: '#0c3340',
    water: '#24566b',
    road: '#26404d',
    wall: '#7d9aa0',
    roof: '#5d3a3c',
    ink: '#071a28',
    snow: '#c9dce0',
  },
}
