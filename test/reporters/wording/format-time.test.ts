import { describe, expect, it } from 'vitest'
import { formatDuration, formatTime, formatTimeRange } from '../../../src/reporters/wording/format-time.ts'

const at = Date.UTC(2018, 0, 15, 15, 2, 31)
const minutes = (number: number) => number * 60_000

describe('a time', () => {
  it('names its zone', () => {
    expect(formatTime(at, 'UTC')).toBe('2018-01-15 15:02 UTC')
    expect(formatTime(at, 'Asia/Tokyo')).toBe('2018-01-16 00:02 GMT+9')
    expect(formatTime(at, 'America/New_York')).toBe('2018-01-15 10:02 EST')
  })
})

describe('a range of times', () => {
  it('names a shared day once', () => {
    expect(formatTimeRange(at, at + minutes(432), 'UTC')).toBe('2018-01-15 15:02 → 22:14 UTC')
    expect(formatTimeRange(at, at + minutes(1440), 'UTC')).toBe('2018-01-15 15:02 → 2018-01-16 15:02 UTC')
  })
})

describe('a duration', () => {
  it.each([
    [0, '0 s'],
    [45_000, '45 s'],
    [minutes(12), '12 min'],
    [minutes(432), '7 h 12 min'],
    [minutes(60), '1 h'],
    [minutes(60 * 27), '1 d 3 h'],
    [minutes(1440 * 400), '1 y 35 d'],
    [-5000, '0 s'],
  ])('prints %d ms as %s', (milliseconds, text) => {
    expect(formatDuration(milliseconds)).toBe(text)
  })
})
