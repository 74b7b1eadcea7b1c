/** What the sky does, in our own words; the more notable the later. Each has a text in both languages and an icon. */
export const conditions = [
  'unknown',
  'clear',
  'fair',
  'partly',
  'cloudy',
  'fog',
  'light-rain',
  'rain',
  'heavy-rain',
  'light-snow',
  'snow',
  'sleet',
  'heavy-snow',
  'freezing-rain',
  'thunder',
] as const
export type Condition = (typeof conditions)[number]

const skies: Record<string, Condition> = {
  clearsky: 'clear',
  fair: 'fair',
  partlycloudy: 'partly',
  cloudy: 'cloudy',
  fog: 'fog',
}

/** The second s in `lightssleetshowersandthunder` is the provider's own spelling. */
const fallingPattern = /^(?<force>light|heavy)?s?(?<what>rain|sleet|snow)(?:showers)?(?<thunder>andthunder)?$/

/** Of a `symbol_code` of MET Norway, `lightrainshowers_day`; a code that we do not know is `unknown`, never an error. */
export function conditionOfSymbol(code: string | undefined): Condition {
  const base = code?.split('_')[0] ?? ''
  const { force, what, thunder } = fallingPattern.exec(base)?.groups ?? {}
  if (thunder) return 'thunder'
  if (what === 'sleet') return 'sleet'
  if (what === 'rain' || what === 'snow') return force === 'light' || force === 'heavy' ? `${force}-${what}` : what
  return (Object.hasOwn(skies, base) && skies[base]) || 'unknown'
}

/** Whether the symbol is one for the night; symbols that look the same at any hour say nothing. */
export function isNightSymbol(code: string | undefined): boolean {
  return /_(?:night|polartwilight)$/.test(code ?? '')
}

const codesOf: Partial<Record<Condition, readonly number[]>> = {
  clear: [0],
  fair: [1],
  partly: [2],
  cloudy: [3],
  fog: [45, 48],
  'light-rain': [51, 53, 55, 61, 80],
  rain: [63, 81],
  'heavy-rain': [65, 82],
  'freezing-rain': [56, 57, 66, 67],
  'light-snow': [71, 77, 85],
  snow: [73],
  'heavy-snow': [75, 86],
  thunder: [95, 96, 99],
}

const byCode = new Map(conditions.flatMap((condition) => (codesOf[condition] ?? []).map((code) => [code, condition])))

/** Of a WMO weather code as Open-Meteo uses them. */
export function conditionOfWmo(code: number | null | undefined): Condition {
  return byCode.get(code ?? -1) ?? 'unknown'
}

const firstFalling = conditions.indexOf('light-rain')

/** One condition for many hours: what falls in a quarter of them or more, otherwise what there is most of. */
export function prevailing(hours: readonly Condition[]): Condition {
  const falling = hours.filter((condition) => conditions.indexOf(condition) >= firstFalling)
  return mostFrequent(falling.length > 0 && falling.length * 4 >= hours.length ? falling : hours)
}

/** Of equally frequent ones the more notable. */
function mostFrequent(found: readonly Condition[]): Condition {
  const count = (condition: Condition) => found.filter((each) => each === condition).length
  return conditions.reduce((best, each) => (count(each) > 0 && count(each) >= count(best) ? each : best), 'unknown')
}
