import type { z } from 'zod'
import { BadAnswer } from '../fetching/bad-answer.js'

/** The JSON in an answer's bytes. A page of HTML with status 200, or words after the JSON, are a failure. */
export function jsonIn(bytes: Buffer): unknown {
  const text = bytes
    .toString('utf8')
    .replace(/^\uFEFF/, '')
    .trim()
  if (text === '') throw new BadAnswer('the answer is empty')
  if (!/^[[{]/.test(text))
    throw new BadAnswer(`the answer is not JSON, it begins with ${JSON.stringify(text.slice(0, 40))}`)
  try {
    return JSON.parse(text)
  } catch {
    throw new BadAnswer('the answer is broken JSON')
  }
}

/** Throws with the first thing that is wrong and where. */
export function checked<T>(schema: z.ZodType<T>, value: unknown): T {
  const found = schema.safeParse(value)
  if (found.success) return found.data
  const [issue] = found.error.issues
  throw new BadAnswer(`${issue?.path.join('.') || 'the answer'}: ${issue?.message ?? 'wrong'}`)
}

/** A grid's cell is near the place that was asked for; another place's weather is none. */
export function checkNearness(
  place: { latitude: number; longitude: number },
  latitude: number,
  longitude: number,
): void {
  const farthest = 0.3
  if (Math.abs(place.latitude - latitude) < farthest && Math.abs(place.longitude - longitude) < farthest) return
  throw new BadAnswer(`the answer is for ${latitude}, ${longitude}`)
}

/** Each place with its part of an answer that gives a list, or an object where only one was asked for. */
export function partsFor<P>(json: unknown, places: readonly P[]): { place: P; part: unknown }[] {
  const parts: unknown[] = Array.isArray(json) ? json : [json]
  if (parts.length !== places.length) throw new BadAnswer(`${parts.length} places came instead of ${places.length}`)
  return places.map((place, at) => ({ place, part: parts[at] }))
}

/** What the work gives, or its fault as a value: one bad part does not spoil the others. */
export function orFault<T>(work: () => T): T | BadAnswer {
  try {
    return work()
  } catch (error) {
    if (error instanceof BadAnswer) return error
    throw error
  }
}
