import { memo } from '../../model/memo.ts'
import { dayMs, type Instant } from '../../model/time.ts'

const minuteMs = 60_000

/** An instant to the minute, with its zone: `2018-01-15 15:02 UTC`. */
export function formatTime(at: Instant, timeZone: string): string {
  const { date, time, zone } = dateTimeParts(at, timeZone)
  return `${date} ${time} ${zone}`
}

/** An instant to the second, without its zone: `{ day: '2018-01-15', time: '15:02:09' }`. */
export function formatDayAndTime(at: Instant, timeZone: string): { readonly day: string; readonly time: string } {
  const { date, time } = dateTimeParts(at, timeZone)
  // Offsets of time zones are whole minutes.
  return { day: date, time: `${time}:${new Date(at).toISOString().slice(17, 19)}` }
}

/** Two instants; a shared day and zone are printed once: `2018-01-15 15:02 → 22:14 UTC`. */
export function formatTimeRange(from: Instant, until: Instant, timeZone: string): string {
  const a = dateTimeParts(from, timeZone)
  const b = dateTimeParts(until, timeZone)
  const start = a.zone === b.zone ? `${a.date} ${a.time}` : `${a.date} ${a.time} ${a.zone}`
  return `${start} → ${a.date === b.date ? '' : `${b.date} `}${b.time} ${b.zone}`
}

const durationUnits: readonly [name: string, milliseconds: number][] = [
  ['y', 365 * dayMs],
  ['d', dayMs],
  ['h', 60 * minuteMs],
  ['min', minuteMs],
]

/** A length of time in its two largest units: `7 h 12 min`. */
export function formatDuration(milliseconds: number): string {
  const [large, small] = durationUnits.slice(durationUnits.findIndex(([, unit]) => milliseconds >= unit))
  if (milliseconds < minuteMs || large === undefined) return `${Math.max(0, Math.round(milliseconds / 1000))} s`
  const rest = small === undefined ? 0 : Math.floor((milliseconds % large[1]) / small[1])
  return `${Math.floor(milliseconds / large[1])} ${large[0]}${rest > 0 ? ` ${rest} ${small?.[0]}` : ''}`
}

function dateTimeParts(at: Instant, timeZone: string): { date: string; time: string; zone: string } {
  if (timeZone === 'UTC') {
    const [date = '', time = ''] = new Date(at).toISOString().split('T')
    return { date, time: time.slice(0, 5), zone: 'UTC' }
  }
  const parts = formatterFor(timeZone).formatToParts(at)
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.find((one) => one.type === type)?.value ?? ''
  return {
    date: `${part('year')}-${part('month')}-${part('day')}`,
    time: `${part('hour')}:${part('minute')}`,
    zone: part('timeZoneName'),
  }
}

const formatterFor = memo((timeZone: string) => {
  const [year, other] = ['numeric', '2-digit'] as const
  const time = { hour: other, minute: other, hourCycle: 'h23', timeZoneName: 'short' } as const
  return new Intl.DateTimeFormat('en-US', { timeZone, year, month: other, day: other, ...time })
}, 100)
