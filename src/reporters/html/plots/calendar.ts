import { type CountableTimeInterval, utcDay, utcMonday, utcMonth, utcYear } from 'd3-time'
import type { Day } from '../../../model/time.ts'

export interface Calendar {
  readonly unit: 'day' | 'week' | 'month' | 'year'
  /** The first day of each stretch, without a gap from the first to the last. */
  readonly intervals: readonly Day[]
  /** Number of the stretch that a day is in. */
  indexOf(day: Day): number
}

const units: readonly [Calendar['unit'], CountableTimeInterval, most: number][] = [
  ['day', utcDay, 62],
  ['week', utcMonday, 110],
  ['month', utcMonth, 120],
  ['year', utcYear, Number.POSITIVE_INFINITY],
]

/** Days, weeks, months or years from one day to another: the finest of which there are not too many to look at. */
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
