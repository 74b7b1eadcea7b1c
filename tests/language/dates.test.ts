import { describe, expect, test } from 'vitest'
import {
  dayAfter,
  dayStart,
  dayWords,
  isoMoment,
  isRealDay,
  longDayWords,
  momentWords,
  monthAfter,
  monthName,
  monthWords,
  wall,
  weekdays,
} from '../../src/language/dates.js'

const noon = new Date('2026-11-24T12:05:09+05:00')

describe('a moment', () => {
  test('is told with its offset', () => {
    expect(isoMoment(noon)).toBe('2026-11-24T12:05:09+05:00')
  })
  test('before March 2024 has the offset of that time', () => {
    expect(isoMoment(new Date('2023-05-05T00:00:00Z'))).toBe('2023-05-05T06:00:00+06:00')
  })
  test('is read in words in both languages', () => {
    expect(momentWords('ru', noon)).toBe('24 ноября 2026, 12:05')
    expect(momentWords('kk', noon)).toBe('2026 жылғы 24 қараша, 12:05')
  })
  test('just after midnight in Almaty belongs to the new day', () => {
    expect(wall(new Date('2026-11-24T19:00:00Z'))).toMatchObject({ year: 2026, month: 11, day: 25, hour: 0 })
  })
})

describe('a day', () => {
  test('begins at midnight in Almaty, also when the offset was another', () => {
    expect(dayStart({ year: 2026, month: 11, day: 24 }).toISOString()).toBe('2026-11-23T19:00:00.000Z')
    expect(dayStart({ year: 2023, month: 5, day: 5 }).toISOString()).toBe('2023-05-04T18:00:00.000Z')
  })
  test('of the change of offset lasts an hour longer', () => {
    const length =
      dayStart({ year: 2024, month: 3, day: 1 }).getTime() - dayStart({ year: 2024, month: 2, day: 29 }).getTime()
    expect(length / 3_600_000).toBe(25)
  })
  test('has words in both languages', () => {
    expect(dayWords('ru', { year: 2026, month: 5, day: 1 })).toBe('1 мая 2026')
    expect(longDayWords('kk', { year: 2026, month: 11, day: 24 })).toBe('Сейсенбі, 2026 жылғы 24 қараша')
  })
  test.each([
    [2026, 2, 30],
    [0, 1, 1],
    [2026, 13, 1],
    [2026, 0, 1],
    [2026, 4, 31],
    [Number.NaN, 1, 1],
    [2025, 2, 29],
  ])('%d-%d-%d does not exist', (year, month, day) => {
    expect(isRealDay({ year, month, day })).toBe(false)
  })
  test('29 February of a leap year exists', () => {
    expect(isRealDay({ year: 2024, month: 2, day: 29 })).toBe(true)
  })
  test('after the last of December is the first of January', () => {
    expect(dayAfter({ year: 2025, month: 12, day: 31 })).toEqual({ year: 2026, month: 1, day: 1 })
    expect(monthAfter({ year: 2026, month: 1 }, -1)).toEqual({ year: 2025, month: 12 })
  })
})

test('months and weekdays are named as people write them', () => {
  expect(monthWords('ru', { year: 2026, month: 11 })).toBe('Ноябрь 2026')
  expect(monthWords('kk', { year: 2026, month: 11 })).toBe('2026 жылғы қараша')
  expect(monthName('kk', 1)).toBe('Қаңтар')
  expect(weekdays('ru').map(({ short }) => short)).toEqual(['пн', 'вт', 'ср', 'чт', 'пт', 'сб', 'вс'])
  expect(weekdays('kk')[0]).toEqual({ short: 'дс', long: 'дүйсенбі' })
})
