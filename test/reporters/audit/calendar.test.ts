import { describe, expect, it } from 'vitest'
import { calendarOf } from '../../../src/reporters/html/plots/calendar.ts'

describe('a calendar', () => {
  it.each([
    ['2018-01-15', '2018-01-15', 'day', 1],
    ['2018-01-15', '2018-03-01', 'day', 46],
    ['2016-10-26', '2018-01-31', 'week', 67],
    ['2010-01-01', '2018-01-31', 'month', 97],
    ['1970-01-01', '2018-01-31', 'year', 49],
  ])('from %s to %s has %4$i intervals, one for each %3$s', (first, last, unit, number) => {
    const calendar = calendarOf(first, last)
    expect(calendar.unit).toBe(unit)
    expect(calendar.intervals).toHaveLength(number)
    expect(calendar.indexOf(first)).toBe(0)
    expect(calendar.indexOf(last)).toBe(number - 1)
  })

  it('begins weeks on a Monday, without gaps between intervals', () => {
    const { intervals, indexOf } = calendarOf('2016-10-26', '2018-01-31')
    expect(intervals[0]).toBe('2016-10-24')
    expect(intervals.map(indexOf)).toEqual(intervals.map((_, at) => at))
  })
})
