import { VariorumError } from '../../model/errors.ts'
import { dayMs, type Instant, monthNames } from '../../model/time.ts'
import { parseRelativeTime, suggestTimes } from './relative-time.ts'

/** The time that an argument names: a year, a month, a day, a minute, or one instant. */
export interface TimeRange {
  readonly begin: Instant
  /** Exclusive. */
  readonly end: Instant
}

/**
 * Parses a time in the syntax of git, in UTC: `2018`, `2018-01`, `2018-01-15`, `Jan 2018`, `15 Jan 2018`,
 * `2018-01-15 15:02[:31][Z]`, RFC 3339, `@1516028520`, `2 weeks ago`, `2w`, `yesterday`, `monday`. A date is the whole day,
 * month or year. Any other text is the name of a commit; the range begins after that commit.
 * @param flag the flag, for error messages
 * @param committedAt gives the committer's time of a revision
 * @throws VariorumError `usage` for a text that is neither; also what `committedAt` throws if git cannot be read
 */
export async function parseTimeRange(
  text: string,
  flag: string,
  now: Instant,
  committedAt: (revision: string) => Promise<Instant>,
): Promise<TimeRange> {
  const time = parseTime(text.trim(), now)
  if (time !== null) return time
  rejectRange(text, flag)
  try {
    const at = await committedAt(text)
    return { begin: at + 1, end: at + 1 }
  } catch (error) {
    throw invalidTimeError(text, flag, error)
  }
}

function parseTime(text: string, now: Instant): TimeRange | null {
  const range = parseCalendarDate(text) ?? parseMonthDate(text, now) ?? parseClockTime(text) ?? parseEpochSeconds(text)
  if (range !== null) return range
  if (text.toLowerCase() === 'today') return { begin: now - (now % dayMs), end: now - (now % dayMs) + dayMs }
  const at = parseRelativeTime(text, now)
  return at === null ? null : { begin: at, end: at + 1 }
}

function parseCalendarDate(text: string): TimeRange | null {
  const [, year, month, dayOfMonth] = /^(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?$/.exec(text) ?? []
  return year === undefined ? null : calendarRange(Number(year), month, dayOfMonth)
}

/** `Jan 2018`, `15 January 2018`, `Jan 15, 2018`; without a year: the last one that has begun. */
function parseMonthDate(text: string, now: Instant): TimeRange | null {
  const words = text.toLowerCase().split(/[\s,.-]+/)
  const monthPosition = words.findIndex((word) => monthNames.some((month) => isMonth(word, month)))
  if (monthPosition < 0 || words.length > 3) return null
  const month = String(monthNames.findIndex((name) => isMonth(words[monthPosition] ?? '', name)) + 1)
  const [first, second, third] = words.filter((_, at) => at !== monthPosition)
  if (third !== undefined) return null
  const numbers = [first, second].flatMap((word) => word ?? [])
  if (!numbers.every((word) => /^(?:\d{4}|\d{1,2}(?:st|nd|rd|th)?)$/.test(word))) return null
  const year = numbers.find((word) => /^\d{4}$/.test(word))
  const dayOfMonth = numbers.find((word) => !/^\d{4}$/.test(word))?.replace(/\D/g, '')
  if (numbers.length !== [year, dayOfMonth].filter((part) => part !== undefined).length) return null
  if (year !== undefined) return calendarRange(Number(year), month, dayOfMonth)
  const thisYear = new Date(now).getUTCFullYear()
  const found = calendarRange(thisYear, month, dayOfMonth)
  return found !== null && found.begin > now ? calendarRange(thisYear - 1, month, dayOfMonth) : found
}

/** Whether a word is a month's name or its first three or more letters. */
function isMonth(word: string, name: string): boolean {
  return word.length >= 3 && name.startsWith(word)
}

function calendarRange(year: number, month: string | undefined, dayOfMonth: string | undefined): TimeRange | null {
  const [m, d] = [Number(month ?? 1) - 1, Number(dayOfMonth ?? 1)]
  const begin = new Date(Date.UTC(year, m, d))
  if (begin.getUTCMonth() !== m || begin.getUTCDate() !== d) return null
  const end =
    month === undefined
      ? Date.UTC(year + 1, 0)
      : dayOfMonth === undefined
        ? Date.UTC(year, m + 1)
        : begin.getTime() + dayMs
  return { begin: begin.getTime(), end }
}

function parseClockTime(text: string): TimeRange | null {
  const form = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d)(:\d\d(?:\.\d+)?)?(?: ?(Z|UTC|[+-]\d\d:?\d\d))?$/i
  const [, date, time, seconds, zone = 'Z'] = form.exec(text) ?? []
  if (date === undefined) return null
  const offset = /^utc$/i.test(zone) ? 'Z' : zone.toUpperCase().replace(/^([+-]\d\d)(\d\d)$/, '$1:$2')
  const begin = Date.parse(`${date}T${time}${seconds ?? ':00'}${offset}`)
  if (Number.isNaN(begin)) return null
  return { begin, end: begin + (seconds === undefined ? 60_000 : 1) }
}

/** `@1516028520`: seconds since 1970, in the syntax of git. */
function parseEpochSeconds(text: string): TimeRange | null {
  const [, seconds] = /^@(\d{1,11})$/.exec(text) ?? []
  return seconds === undefined ? null : { begin: Number(seconds) * 1000, end: Number(seconds) * 1000 + 1 }
}

/** Rejects `A..B`, which names two times. */
function rejectRange(text: string, flag: string): void {
  const [, from, to] = /^([^.]*(?:\.[^.]+)*)\.{2,3}(.*)$/.exec(text.trim()) ?? []
  if (from === undefined || to === undefined) return
  const since = from === '' ? [] : [`--since ${from}`]
  const until = to === '' || to === 'HEAD' ? [] : [`--until ${to}`]
  throw new VariorumError('usage', `${flag} needs one time, but "${text}" is a range.`, {
    advice: `Write ${[...since, ...until].join(' ') || `${flag} HEAD`}.`,
  })
}

/** The error for a text that is neither a time nor a revision. */
function invalidTimeError(text: string, flag: string, error: unknown): unknown {
  if (!(error instanceof VariorumError)) return error
  const hasRevisions = error.code === 'revision-unknown'
  if (!hasRevisions && error.code !== 'repository-not-found' && error.code !== 'repository-empty') return error
  const isDate = /^\d{4}[-/.]/.test(text)
  const times = isDate ? [] : suggestTimes(text.trim()).map((time) => (time.includes(' ') ? `"${time}"` : time))
  const similarRevision = hasRevisions && !isDate && error.advice?.startsWith('Did') ? error.advice : null
  const suggestion = times.length > 0 ? `Did you mean ${times.join(' or ')}?` : similarRevision
  const problem = hasRevisions
    ? 'neither a time nor a revision of the repository'
    : 'not a time, and there is no repository with revisions'
  const formats =
    'Write 2018-01-15, "2018-01-15 15:02" (UTC), "2 weeks ago", "last monday", or a commit, branch or tag.'
  const advice = suggestion === null ? formats : `${suggestion} ${formats}`
  return new VariorumError('usage', `${flag} "${text}" is ${problem}.`, { advice, cause: error })
}
