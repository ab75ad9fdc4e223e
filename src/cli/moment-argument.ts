import { VariorumError } from '../model/errors.ts'
import type { Instant } from '../model/time.ts'
import { didYouMean } from './nearest.ts'

const units = { minute: 60_000, hour: 3_600_000, day: 86_400_000, week: 604_800_000 } as const

/** A stretch of time that a person named: all of a year, a month, a day, a minute, or one instant. */
export interface Stretch {
  readonly begin: Instant
  /** The first instant after it. */
  readonly end: Instant
}

/**
 * Reads `2018`, `2018-01`, `2018-01-15`, `2018-01-15 15:02[:31][Z]`, RFC 3339, `today`, `yesterday`, `2 weeks ago`; in UTC.
 * @throws VariorumError `usage`
 */
export function stretchOf(text: string, flag: string, now: Instant): Stretch {
  const stretch = calendar(text) ?? clockTime(text) ?? relative(text, now)
  if (stretch !== null) return stretch
  throw new VariorumError('usage', `${flag} "${text}" is no time.`, { advice: timeAdvice(text) })
}

function calendar(text: string): Stretch | null {
  const [, year, month, day] = /^(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?$/.exec(text) ?? []
  if (year === undefined) return null
  const [y, m, d] = [Number(year), Number(month ?? 1) - 1, Number(day ?? 1)]
  const begin = new Date(Date.UTC(y, m, d))
  if (begin.getUTCMonth() !== m || begin.getUTCDate() !== d) return null
  const end = month === undefined ? Date.UTC(y + 1, 0) : day === undefined ? Date.UTC(y, m + 1) : Date.UTC(y, m, d + 1)
  return { begin: begin.getTime(), end }
}

function clockTime(text: string): Stretch | null {
  const form = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d)(:\d\d(?:\.\d+)?)?(?: ?(Z|UTC|[+-]\d\d:\d\d))?$/i
  const [, day, time, seconds, zone = 'Z'] = form.exec(text) ?? []
  if (day === undefined) return null
  const begin = Date.parse(`${day}T${time}${seconds ?? ':00'}${/^utc$/i.test(zone) ? 'Z' : zone.toUpperCase()}`)
  if (Number.isNaN(begin)) return null
  return { begin, end: begin + (seconds === undefined ? units.minute : 1) }
}

function relative(text: string, now: Instant): Stretch | null {
  const today = now - (now % units.day)
  if (text === 'now') return { begin: now, end: now + 1 }
  if (text === 'today') return { begin: today, end: today + units.day }
  if (text === 'yesterday') return { begin: today - units.day, end: today }
  const [, amount, unit] = /^(\d{1,6}) (minute|hour|day|week|month|year)s? ago$/.exec(text) ?? []
  if (amount === undefined) return null
  const begin = before(now, Number(amount), unit ?? '')
  return { begin, end: begin + 1 }
}

function before(now: Instant, amount: number, unit: string): Instant {
  if (unit === 'minute' || unit === 'hour' || unit === 'day' || unit === 'week') return now - amount * units[unit]
  const date = new Date(now)
  const day = date.getUTCDate()
  date.setUTCDate(1)
  date.setUTCMonth(date.getUTCMonth() - (unit === 'year' ? 12 * amount : amount))
  const last = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate()
  date.setUTCDate(Math.min(day, last))
  return date.getTime()
}

function timeAdvice(text: string): string {
  const near = /^[a-z]+$/i.test(text) ? didYouMean(text, ['today', 'yesterday', 'now']) : ''
  return near.startsWith('Did') ? near : 'Write 2018-01-15, "2018-01-15 15:02" (UTC), or "2 weeks ago".'
}
