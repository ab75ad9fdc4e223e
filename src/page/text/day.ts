import { createFinding, type Finding } from '../../model/finding.ts'
import type { PagePath } from '../../model/page.ts'
import type { Day } from '../../model/time.ts'

/**
 * The day at the head of a text, padded: `2017-06-1`, `2017/6/1`, `2017-06-01T12:00:00Z`. Null for what is no day of
 * the calendar.
 */
export function readDay(text: string): Day | null {
  const match = /^\s*(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?!\d)/.exec(text)
  return match ? calendarDay(match[1], match[3], match[4]) : null
}

/** The day that a path names by its folders (`2018/01/5/`) or by the head of the file's name (`2018-01-05-slug.md`). */
export function dayOfPath(path: PagePath): Day | null {
  const match = /(?:^|\/)(\d{4})\/(\d{1,2})\/(\d{1,2})\/[^/]*$|(?:^|\/)(\d{4})-(\d{1,2})-(\d{1,2})[-_.][^/]*$/.exec(
    path,
  )
  return match && (calendarDay(match[1], match[2], match[3]) ?? calendarDay(match[4], match[5], match[6]))
}

function calendarDay(year = '', month = '', day = ''): Day | null {
  const [y, m, d] = [Number(year), Number(month), Number(day)]
  const last = year === '' || m < 1 || m > 12 ? 0 : new Date(Date.UTC(y, m, 0)).getUTCDate()
  return d >= 1 && d <= last ? `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}` : null
}

export interface DayClaim {
  readonly day: Day | null
  /** Who says so, as in "the heading". */
  readonly foundIn: string
  /** Days by which it may differ all the same: 1 where a clock and its zone are behind it. */
  readonly toleranceDays?: number
}

/**
 * `day-mismatch` where two of the given claims name different days; the first one that names any is the day expected.
 */
export function dayFindings(path: PagePath, line: number, claims: readonly DayClaim[]): Finding[] {
  const first = claims.find(({ day }) => day !== null)
  if (!first) return []
  const other = claims.find(
    (claim) => claim.day !== null && daysApart(first, claim) > (first.toleranceDays ?? 0) + (claim.toleranceDays ?? 0),
  )
  if (!other) return []
  const message = `By ${first.foundIn} the day is ${first.day}, by ${other.foundIn} it is ${other.day}.`
  return [createFinding('day-mismatch', message, { path, line, expected: first.day, actual: other.day })]
}

function daysApart(a: DayClaim, b: DayClaim): number {
  return a.day === b.day ? 0 : Math.abs(Date.parse(a.day ?? '') - Date.parse(b.day ?? '')) / 86_400_000
}
