import type { Instant } from '../../model/time.ts'
import { nearest } from './nearest.ts'

const minute = 60_000
const day = 24 * 60 * minute
const hour = 60 * minute
const lengths = new Map([
  ['second', 1000],
  ['minute', minute],
  ['hour', hour],
  ['day', day],
  ['week', 7 * day],
])

/** Units in a letter or two, right behind their number. A lone `m` is a month to one and a minute to another. */
const shortUnits = new Map([
  ['s', 'second'],
  ['min', 'minute'],
  ['h', 'hour'],
  ['d', 'day'],
  ['w', 'week'],
  ['mo', 'month'],
  ['y', 'year'],
])

const weekdays = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday']
const amounts = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten']

/** The words that say a time by themselves, for whoever mistypes one. */
const timeWords = ['now', 'today', 'yesterday', 'midnight', 'noon', 'last week', 'last month', 'last year'].concat(
  weekdays,
  weekdays.map((name) => `last ${name}`),
)
const units = [...lengths.keys(), 'month', 'year']

/**
 * Reads the ways in which git lets one say how long ago: `2 weeks ago`, `3.days`, `1 day 6 hours ago`, `yesterday`, `last week`,
 * `last monday`, `2 fridays ago`, `noon`, `yesterday 15:00`; and `2w`, `14d`, `6h`. Counted from now, in UTC. Of what
 * git would silently take for now, a weekday is the last one gone by, and all else is nothing here.
 * @returns null where it is none of these
 */
export function relativeTime(text: string, now: Instant): Instant | null {
  const words = wordsOf(text)
  const last = words.at(-1) ?? ''
  const clock = clockOf(last)
  const told = words.slice(0, clock === null ? undefined : -1).join(' ')
  if (clock === null) return told === '' ? null : dayOf(told, now)
  const date = told === '' ? now : dayOf(told, now)
  if (date === null) return null
  const at = midnight(date) + clock
  // a noon that is still to come was yesterday's
  return last === 'noon' && told === '' && at > now ? at - day : at
}

/** The times that a mistyped one may have meant, as one would write them; none where none is near. */
export function nearTimes(text: string): string[] {
  const [, amount] = /^(\d{1,3}) ?m(?: ago)?$/i.exec(text) ?? []
  if (amount !== undefined) return [`${amount} months ago`, `${amount} minutes ago`]
  const words = wordsOf(text)
  const mended = words.map((word) => {
    if (amountOf(word) !== null || word === 'ago' || word === 'and') return word
    const near = nearest(word.replace(/s$/, ''), units)
    return near === null ? word : `${near}${word.endsWith('s') ? 's' : ''}`
  })
  if (elapsed(mended.join(' '), 0) !== null) return [mended.join(' ')]
  const near = nearest(text, timeWords)
  return near === null ? [] : [near]
}

function wordsOf(text: string): string[] {
  return text
    .toLowerCase()
    .split(/[\s.,]+/)
    .filter((word) => word !== '')
    .flatMap((word) => {
      const [, amount, unit = ''] = /^(\d{1,3})([a-z]+)$/.exec(word) ?? []
      const length = shortUnits.get(unit)
      return amount === undefined || length === undefined ? [word] : [amount, length]
    })
}

/** Milliseconds into the day. */
function clockOf(word: string): number | null {
  if (word === 'midnight') return 0
  if (word === 'noon') return 12 * hour
  const [, hours, minutes, seconds = '0'] = /^([01]?\d|2[0-3]):([0-5]\d)(?::([0-5]\d))?$/.exec(word) ?? []
  if (hours === undefined || minutes === undefined) return null
  return Number(hours) * hour + Number(minutes) * minute + Number(seconds) * 1000
}

function dayOf(told: string, now: Instant): Instant | null {
  if (told === 'now' || told === 'today') return now
  if (told === 'yesterday') return now - day
  const [, name] = /^last (\w+)$/.exec(told) ?? []
  if (name !== undefined) return before(now, 1, name)
  if (weekdayOf(told) >= 0) return before(now, 1, told)
  return elapsed(told, now)
}

/** `2 weeks ago`, `1 day 6 hours ago`, `3 days`. */
function elapsed(told: string, now: Instant): Instant | null {
  const parts = told.replace(/ ago$/, '').replace(/ and /g, ' ').split(' ')
  if (parts.length % 2 !== 0) return null
  let at: Instant | null = now
  for (let index = 0; index < parts.length && at !== null; index += 2) {
    const amount = amountOf(parts[index] ?? '')
    at = amount === null ? null : before(at, amount, (parts[index + 1] ?? '').replace(/s$/, ''))
  }
  return at
}

function amountOf(word: string): number | null {
  if (/^\d{1,6}$/.test(word)) return Number(word)
  if (word === 'a' || word === 'an') return 1
  const amount = amounts.indexOf(word)
  return amount < 0 ? null : amount
}

function before(now: Instant, amount: number, unit: string): Instant | null {
  const weekday = weekdayOf(unit)
  if (weekday >= 0) return now - daysSince(weekday, amount, now) * day
  if (unit === 'month') return monthsBefore(now, amount)
  if (unit === 'year') return monthsBefore(now, 12 * amount)
  const length = lengths.get(unit)
  return length === undefined ? null : now - amount * length
}

function weekdayOf(word: string): number {
  return weekdays.findIndex((name) => word.length >= 3 && name.startsWith(word))
}

/** On a Monday, the last Monday is a week ago. */
function daysSince(weekday: number, amount: number, now: Instant): number {
  const days = (new Date(now).getUTCDay() - weekday + 7) % 7
  return (days === 0 ? 7 : days) + 7 * (amount - 1)
}

/** The same day of an earlier month, or its last one. */
function monthsBefore(now: Instant, months: number): Instant {
  const date = new Date(now)
  const own = date.getUTCDate()
  date.setUTCDate(1)
  date.setUTCMonth(date.getUTCMonth() - months)
  const last = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate()
  date.setUTCDate(Math.min(own, last))
  return date.getTime()
}

function midnight(at: Instant): Instant {
  return at - (((at % day) + day) % day)
}
