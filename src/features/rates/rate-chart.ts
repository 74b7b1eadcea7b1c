import { daysBetween } from './rate-day.js'
import type { RateOnDay } from './rate-lists.js'

/** A line through days, in units of a drawing 600 wide and 200 high; `steps` are the values of evenly spaced level lines, from above. */
export interface RateCurve {
  line: string
  /** The same closed along the bottom. */
  area: string
  last: { x: number; y: number }
  steps: number[]
}

const curveWidth = 600
const curveHeight = 200

/** Undefined for fewer than two days: a point is no course. */
export function rateCurve(days: readonly RateOnDay[]): RateCurve | undefined {
  const [first] = days
  const last = days.at(-1)
  if (!first || !last || days.length < 2) return undefined
  const steps = levels(days.map(({ value }) => value))
  const [top = 1, bottom = 0] = [steps[0], steps.at(-1)]
  const span = daysBetween(first.day, last.day)
  const points = days.map(({ day, value }) => ({
    x: round((daysBetween(first.day, day) / span) * curveWidth),
    y: round(((top - value) / (top - bottom)) * curveHeight),
  }))
  const line = `M${points.map(({ x, y }) => `${x} ${y}`).join('L')}`
  return {
    line,
    area: `${line}V${curveHeight}H0Z`,
    last: points.at(-1) ?? { x: 0, y: 0 },
    steps,
  }
}

/** Three to six round values that hold all others between them, greatest first. */
function levels(values: readonly number[]): number[] {
  const [least, most] = [Math.min(...values), Math.max(...values)]
  const step = roundStep((most - least || most * 0.02) / 3)
  const [from, to] = [Math.floor(least / step), Math.max(Math.ceil(most / step), Math.floor(least / step) + 1)]
  return Array.from({ length: to - from + 1 }, (_, at) => Number(((to - at) * step).toPrecision(10)))
}

/** 1, 2 or 5 with zeros, not less than `atLeast`. */
function roundStep(atLeast: number): number {
  const power = 10 ** Math.floor(Math.log10(atLeast))
  return [1, 2, 5, 10].map((digit) => digit * power).find((step) => step >= atLeast) ?? 10 * power
}

const round = (value: number) => Math.round(value * 10) / 10
