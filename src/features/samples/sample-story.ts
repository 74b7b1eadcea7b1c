/** What a sample story is: news of our own writing that fills the portal until the newsroom writes its own. */

export type SceneName =
  | 'steppe'
  | 'mountains'
  | 'lake'
  | 'road'
  | 'bridge'
  | 'city'
  | 'school'
  | 'books'
  | 'harvest'
  | 'greenhouse'
  | 'market'
  | 'stadium'
  | 'stage'
  | 'winter'
  | 'rail'
  | 'clinic'
  | 'yurt'
  | 'workshop'

/** A picture drawn by `drawScene`: the same scene and seed always give the same picture. */
export interface SamplePicture {
  scene: SceneName
  seed: number
}

export interface SampleText {
  /** One to three words over the title. */
  kicker?: string
  /** 30–90 characters, without a full stop. */
  title: string
  /** One or two sentences, 90–240 characters. */
  lead: string
  /** Semantic HTML: p, h2, ul, ol, li, blockquote, table, strong, em, aside. `<picture-here></picture-here>` marks the inline picture. */
  body: string
  alt?: string
  caption?: string
  inlineAlt?: string
  inlineCaption?: string
}

export interface SampleStory {
  key: string
  section:
    | 'authorities'
    | 'economy'
    | 'society'
    | 'roads'
    | 'education'
    | 'health'
    | 'village'
    | 'culture'
    | 'sport'
    | 'nature'
  /** ISO 3166-2 code. */
  region: `KZ-${number}`
  /** Days before the first start, 0–60, and the Almaty time of publication, `HH:MM`. */
  daysAgo: number
  at: string
  tags: readonly SampleTag[]
  byline: 'newsroom' | 'regions-desk' | 'economy-desk' | 'sport-desk' | 'culture-desk' | 'weather-desk'
  source?: 'locman-info' | 'locman-weather'
  picture?: SamplePicture
  inline?: SamplePicture
  ru?: SampleText
  kk?: SampleText
}

export type SampleTag =
  | 'roads'
  | 'schools'
  | 'harvest'
  | 'prices'
  | 'winter'
  | 'water'
  | 'transport'
  | 'theatre'
  | 'libraries'
  | 'hockey'
  | 'children'
  | 'villages'
  | 'business'
  | 'utilities'
  | 'health'
  | 'tourism'
  | 'science'
  | 'environment'
  | 'music'
  | 'football'
