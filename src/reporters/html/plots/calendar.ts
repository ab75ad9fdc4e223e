import { type CountableTimeInterval, utcDay, utcMonday, utcMonth, utcYear } from 'd3-time'
import type { Day } from '../../../model/time.ts'

export interface Calendar {
  readonly unit: 'day' | 'week' | 'month' | 'year'
  /** The first day of each interval, without gaps. */
  readonly intervals: readonly Day[]
  /** The index of a day's interval. */
  indexOf(day: Day): number
}

const units: readonly [Calendar['unit'], CountableTimeInterval, maxIntervals: number][] = [
  ['day', utcDay, 62],
  ['week', utcMonday, 110],
  ['month', utcMonth, 120],
  ['year', utcYear, Number.POSITIVE_INFINITY],
]

/** The days, weeks, months or years from one day to another: the shortest unit with few enough intervals for a plot. */
export function calendarOf(first: Day, last: Day): Calendar {
  const [from, until] = [new Date(first), new Date(last)]
  const [unit, interval] =
    units.find(([, own, maxIntervals]) => own.count(own.floor(from), until) < maxIntervals) ?? units[3]!
  const begin = interval.floor(from)
  const intervals = interval.range(begin, interval.offset(interval.floor(until), 1)).map(dayOf)
  return { unit, intervals, indexOf: (day) => interval.count(begin, interval.floor(new Date(day))) }
}

function dayOf(date: Date): Day {
  return date.toISOString().slice(0, 10)
}
