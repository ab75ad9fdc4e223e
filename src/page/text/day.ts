import { createFinding, type Finding } from '../../model/finding.ts'
import type { PagePath } from '../../model/page.ts'
import { type Day, dayMs } from '../../model/time.ts'

/** Reads the day at the start of a text: `2017-06-1`, `2017/6/1`, `2017-06-01T12:00:00Z`. Null for invalid days. */
export function readDay(text: string): Day | null {
  const match = /^\s*(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?!\d)/.exec(text)
  return match ? calendarDay(match[1], match[3], match[4]) : null
}

/** Reads the day from a path's folders (`2018/01/5/`) or from the start of its file name (`2018-01-05-slug.md`). */
export function dayOfPath(path: PagePath): Day | null {
  const match = /(?:^|\/)(\d{4})\/(\d{1,2})\/(\d{1,2})\/[^/]*$|(?:^|\/)(\d{4})-(\d{1,2})-(\d{1,2})[-_.][^/]*$/.exec(
    path,
  )
  return match && (calendarDay(match[1], match[2], match[3]) ?? calendarDay(match[4], match[5], match[6]))
}

function calendarDay(year = '', month = '', day = ''): Day | null {
  const [y, m, d] = [Number(year), Number(month), Number(day)]
  const last = year === '' || m < 1 || m > 12 ? 0 : new Date(Date.UTC(y, m, 0)).getUTCDate()
  return d >= 1 && d <= last ? padDay(year, month, day) : null
}

/** A day from its numbers, without a check of the calendar. */
export function padDay(year: string, month: string, day: string): Day {
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
}

/** A day that one part of a page gives. */
export interface DayClaim {
  readonly day: Day | null
  /** The part of the page, such as "the heading". */
  readonly foundIn: string
  /** Accepted difference in days; 1 for a time, whose zone may be another one. Default 0. */
  readonly toleranceDays?: number
}

/** `day-mismatch` where a claim differs from the first claim that has a day. */
export function dayFindings(path: PagePath, line: number, claims: readonly DayClaim[]): Finding[] {
  const first = claims.find(({ day }) => day !== null)
  if (!first) return []
  const other = claims.find((claim) => claim.day !== null && !agree(first, claim))
  if (!other) return []
  const message = `The day is ${first.day} in ${first.foundIn} and ${other.day} in ${other.foundIn}.`
  return [createFinding('day-mismatch', message, { path, line, expected: first.day, actual: other.day })]
}

function agree(a: DayClaim, b: DayClaim): boolean {
  const daysApart = Math.abs(Date.parse(a.day ?? '') - Date.parse(b.day ?? '')) / dayMs
  return a.day === b.day || daysApart <= (a.toleranceDays ?? 0) + (b.toleranceDays ?? 0)
}
