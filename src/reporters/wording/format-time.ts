import type { Instant } from '../../model/time.ts'

const msPerMinute = 60_000
const msPerHour = 60 * msPerMinute
const msPerDay = 24 * msPerHour

/** A moment for people, to the minute, with its zone: `2018-01-15 15:02 UTC`. */
export function formatTime(at: Instant, timeZone: string): string {
  const { date, time, zone } = dateTimeParts(at, timeZone)
  return `${date} ${time} ${zone}`
}

/** A moment of a day that is known, to the second and without its zone: `{ day: '2018-01-15', time: '15:02:09' }`. */
export function formatDayAndTime(at: Instant, timeZone: string): { readonly day: string; readonly time: string } {
  const { date, time } = dateTimeParts(at, timeZone)
  // no zone is off by less than a minute
  return { day: date, time: `${time}:${new Date(at).toISOString().slice(17, 19)}` }
}

/** Two moments, the second without what it shares with the first: `2018-01-15 15:02 → 22:14 UTC`. */
export function formatTimeRange(from: Instant, until: Instant, timeZone: string): string {
  const a = dateTimeParts(from, timeZone)
  const b = dateTimeParts(until, timeZone)
  const start = a.zone === b.zone ? `${a.date} ${a.time}` : `${a.date} ${a.time} ${a.zone}`
  return `${start} → ${a.date === b.date ? '' : `${b.date} `}${b.time} ${b.zone}`
}

/** A length of time for people, in its two largest units: `7 h 12 min`. */
export function formatDuration(milliseconds: number): string {
  if (milliseconds < msPerMinute) return `${Math.max(0, Math.round(milliseconds / 1000))} s`
  if (milliseconds < msPerHour) return `${Math.floor(milliseconds / msPerMinute)} min`
  if (milliseconds < msPerDay) return formatTwoUnits(milliseconds, msPerHour, 'h', msPerMinute, 'min')
  if (milliseconds < 365 * msPerDay) return formatTwoUnits(milliseconds, msPerDay, 'd', msPerHour, 'h')
  return formatTwoUnits(milliseconds, 365 * msPerDay, 'y', msPerDay, 'd')
}

function formatTwoUnits(
  milliseconds: number,
  large: number,
  largeName: string,
  small: number,
  smallName: string,
): string {
  const rest = Math.floor((milliseconds % large) / small)
  return `${Math.floor(milliseconds / large)} ${largeName}${rest > 0 ? ` ${rest} ${smallName}` : ''}`
}

function dateTimeParts(at: Instant, timeZone: string): { date: string; time: string; zone: string } {
  if (timeZone === 'UTC') {
    const [date = '', time = ''] = new Date(at).toISOString().split('T')
    return { date, time: time.slice(0, 5), zone: 'UTC' }
  }
  const parts = new Map(
    formatterFor(timeZone)
      .formatToParts(at)
      .map(({ type, value }) => [type, value]),
  )
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? ''
  return {
    date: `${part('year')}-${part('month')}-${part('day')}`,
    time: `${part('hour')}:${part('minute')}`,
    zone: part('timeZoneName'),
  }
}

const formatters = new Map<string, Intl.DateTimeFormat>()

function formatterFor(timeZone: string): Intl.DateTimeFormat {
  const cached = formatters.get(timeZone)
  if (cached !== undefined) return cached
  const twoDigits = '2-digit' as const
  const formatter = new Intl.DateTimeFormat('en-US', {
    timeZone,
    year: 'numeric',
    month: twoDigits,
    day: twoDigits,
    hour: twoDigits,
    minute: twoDigits,
    hourCycle: 'h23',
    timeZoneName: 'short',
  })
  formatters.set(timeZone, formatter)
  return formatter
}
