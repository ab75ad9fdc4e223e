import type { Instant } from '../../model/time.ts'

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

/** A moment for people, to the minute, with its zone: `2018-01-15 15:02 UTC`. */
export function moment(at: Instant, timeZone: string): string {
  const { date, time, zone } = partsOf(at, timeZone)
  return `${date} ${time} ${zone}`
}

/** A moment of a day that is known, to the second and without its zone: `{ day: '2018-01-15', time: '15:02:09' }`. */
export function clock(at: Instant, timeZone: string): { readonly day: string; readonly time: string } {
  const { date, time } = partsOf(at, timeZone)
  // no zone is off by less than a minute
  return { day: date, time: `${time}:${new Date(at).toISOString().slice(17, 19)}` }
}

/** Two moments, the second without what it shares with the first: `2018-01-15 15:02 → 22:14 UTC`. */
export function span(from: Instant, until: Instant, timeZone: string): string {
  const a = partsOf(from, timeZone)
  const b = partsOf(until, timeZone)
  const start = a.zone === b.zone ? `${a.date} ${a.time}` : `${a.date} ${a.time} ${a.zone}`
  return `${start} → ${a.date === b.date ? '' : `${b.date} `}${b.time} ${b.zone}`
}

/** A length of time for people, in its two largest units: `7 h 12 min`. */
export function duration(milliseconds: number): string {
  if (milliseconds < minute) return `${Math.max(0, Math.round(milliseconds / 1000))} s`
  if (milliseconds < hour) return `${Math.floor(milliseconds / minute)} min`
  if (milliseconds < day) return pair(milliseconds, hour, 'h', minute, 'min')
  if (milliseconds < 365 * day) return pair(milliseconds, day, 'd', hour, 'h')
  return pair(milliseconds, 365 * day, 'y', day, 'd')
}

function pair(milliseconds: number, large: number, largeName: string, small: number, smallName: string): string {
  const rest = Math.floor((milliseconds % large) / small)
  return `${Math.floor(milliseconds / large)} ${largeName}${rest > 0 ? ` ${rest} ${smallName}` : ''}`
}

function partsOf(at: Instant, timeZone: string): { date: string; time: string; zone: string } {
  if (timeZone === 'UTC') {
    const [date = '', time = ''] = new Date(at).toISOString().split('T')
    return { date, time: time.slice(0, 5), zone: 'UTC' }
  }
  const parts = new Map(
    clockOf(timeZone)
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

const clocks = new Map<string, Intl.DateTimeFormat>()

function clockOf(timeZone: string): Intl.DateTimeFormat {
  const known = clocks.get(timeZone)
  if (known !== undefined) return known
  const two = '2-digit' as const
  const clock = new Intl.DateTimeFormat('en-US', {
    timeZone,
    year: 'numeric',
    month: two,
    day: two,
    hour: two,
    minute: two,
    hourCycle: 'h23',
    timeZoneName: 'short',
  })
  clocks.set(timeZone, clock)
  return clock
}
