import { dayMs, type Instant } from '../../model/time.ts'
import { nearestWord } from './nearest-word.ts'

const msPerMinute = 60_000
const msPerHour = 60 * msPerMinute
const msPerUnit = new Map([
  ['second', 1000],
  ['minute', msPerMinute],
  ['hour', msPerHour],
  ['day', dayMs],
  ['week', 7 * dayMs],
])

/** Short units that follow their number without a blank. `m` alone is missing: it could be a month or a minute. */
const unitAbbreviations = new Map([
  ['s', 'second'],
  ['min', 'minute'],
  ['h', 'hour'],
  ['d', 'day'],
  ['w', 'week'],
  ['mo', 'month'],
  ['y', 'year'],
])

const weekdays = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday']
const numberWords = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten']

/** Words that are a time on their own, for suggestions. */
const timeWords = ['now', 'today', 'yesterday', 'midnight', 'noon', 'last week', 'last month', 'last year'].concat(
  weekdays,
  weekdays.map((name) => `last ${name}`),
)
const unitNames = [...msPerUnit.keys(), 'month', 'year']

/**
 * Parses a time relative to now, in UTC, in the syntax of git: `2 weeks ago`, `3.days`, `1 day 6 hours ago`, `yesterday`,
 * `last week`, `last monday`, `2 fridays ago`, `noon`, `yesterday 15:00`; also `2w`, `14d`, `6h`. git silently reads unknown
 * words as now; here a weekday is the last such day, and other words are refused.
 * @returns null for any other text
 */
export function parseRelativeTime(text: string, now: Instant): Instant | null {
  const words = splitWords(text)
  const last = words.at(-1) ?? ''
  const clock = parseClock(last)
  const dayText = words.slice(0, clock === null ? undefined : -1).join(' ')
  if (clock === null) return dayText === '' ? null : parseDay(dayText, now)
  const date = dayText === '' ? now : parseDay(dayText, now)
  if (date === null) return null
  const at = startOfDay(date) + clock
  // If noon has not come yet today, yesterday's noon is meant.
  return last === 'noon' && dayText === '' && at > now ? at - dayMs : at
}

/** Suggestions for a mistyped time; empty if none is near. */
export function suggestTimes(text: string): string[] {
  const [, amount] = /^(\d{1,3}) ?m(?: ago)?$/i.exec(text) ?? []
  if (amount !== undefined) return [`${amount} months ago`, `${amount} minutes ago`]
  const words = splitWords(text)
  const corrected = words.map((word) => {
    if (parseAmount(word) !== null || word === 'ago' || word === 'and') return word
    const unitSuggestion = nearestWord(word.replace(/s$/, ''), unitNames)
    return unitSuggestion === null ? word : `${unitSuggestion}${word.endsWith('s') ? 's' : ''}`
  })
  if (parseElapsed(corrected.join(' '), 0) !== null) return [corrected.join(' ')]
  const wordSuggestion = nearestWord(text, timeWords)
  return wordSuggestion === null ? [] : [wordSuggestion]
}

function splitWords(text: string): string[] {
  return text
    .toLowerCase()
    .split(/[\s.,]+/)
    .filter((word) => word !== '')
    .flatMap((word) => {
      const [, amount, unit = ''] = /^(\d{1,3})([a-z]+)$/.exec(word) ?? []
      const length = unitAbbreviations.get(unit)
      return amount === undefined || length === undefined ? [word] : [amount, length]
    })
}

/** Milliseconds into the day. */
function parseClock(word: string): number | null {
  if (word === 'midnight') return 0
  if (word === 'noon') return 12 * msPerHour
  const [, hours, minutes, seconds = '0'] = /^([01]?\d|2[0-3]):([0-5]\d)(?::([0-5]\d))?$/.exec(word) ?? []
  if (hours === undefined || minutes === undefined) return null
  return Number(hours) * msPerHour + Number(minutes) * msPerMinute + Number(seconds) * 1000
}

function parseDay(text: string, now: Instant): Instant | null {
  if (text === 'now' || text === 'today') return now
  if (text === 'yesterday') return now - dayMs
  const [, name] = /^last (\w+)$/.exec(text) ?? []
  if (name !== undefined) return timeBefore(now, 1, name)
  if (weekdayIndexOf(text) >= 0) return timeBefore(now, 1, text)
  return parseElapsed(text, now)
}

/** `2 weeks ago`, `1 day 6 hours ago`, `3 days`. */
function parseElapsed(text: string, now: Instant): Instant | null {
  const parts = text.replace(/ ago$/, '').replace(/ and /g, ' ').split(' ')
  if (parts.length % 2 !== 0) return null
  let at: Instant | null = now
  for (let index = 0; index < parts.length && at !== null; index += 2) {
    const amount = parseAmount(parts[index] ?? '')
    at = amount === null ? null : timeBefore(at, amount, (parts[index + 1] ?? '').replace(/s$/, ''))
  }
  return at
}

function parseAmount(word: string): number | null {
  if (/^\d{1,6}$/.test(word)) return Number(word)
  if (word === 'a' || word === 'an') return 1
  const amount = numberWords.indexOf(word)
  return amount < 0 ? null : amount
}

function timeBefore(now: Instant, amount: number, unit: string): Instant | null {
  const weekday = weekdayIndexOf(unit)
  if (weekday >= 0) return now - daysSince(weekday, amount, now) * dayMs
  if (unit === 'month') return monthsBefore(now, amount)
  if (unit === 'year') return monthsBefore(now, 12 * amount)
  const length = msPerUnit.get(unit)
  return length === undefined ? null : now - amount * length
}

function weekdayIndexOf(word: string): number {
  return weekdays.findIndex((name) => word.length >= 3 && name.startsWith(word))
}

/** Days since the last such weekday. On a Monday, the last Monday is a week ago. */
function daysSince(weekday: number, amount: number, now: Instant): number {
  const days = (new Date(now).getUTCDay() - weekday + 7) % 7
  return (days === 0 ? 7 : days) + 7 * (amount - 1)
}

/** The same day of an earlier month, or the last day of a shorter month. */
function monthsBefore(now: Instant, months: number): Instant {
  const date = new Date(now)
  const dayOfMonth = date.getUTCDate()
  date.setUTCDate(1)
  date.setUTCMonth(date.getUTCMonth() - months)
  const last = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate()
  date.setUTCDate(Math.min(dayOfMonth, last))
  return date.getTime()
}

function startOfDay(at: Instant): Instant {
  return at - (((at % dayMs) + dayMs) % dayMs)
}
