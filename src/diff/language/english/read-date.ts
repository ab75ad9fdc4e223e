import { isCapital } from '../draft-terms.ts'
import type { DateReading, Draft } from '../language.ts'
import { doubtfulMonths, months, relativeWords, spanNeighbours, spans, timeWords, weekdays } from './dates.ts'
import { ordinalWords } from './numbers.ts'
import { stem } from './stems.ts'

/** The date that stands at a place of an English title, or null. */
export function dateAt(drafts: readonly Draft[], at: number): DateReading | null {
  const draft = drafts[at]
  if (draft === undefined) return null
  const key = /^[0-9]/.test(draft.lower) ? digitsKey(drafts, at, draft.lower) : wordKey(drafts, at, draft)
  return key === null ? null : { key, length: 1 }
}

function wordKey(drafts: readonly Draft[], at: number, draft: Draft): string | null {
  const { lower } = draft
  if (months.has(lower)) return isMonth(drafts, at) ? `month:${months.get(lower)}` : null
  const plain = lower.replace(/'s$|s$/, '')
  if (weekdays.has(plain)) return plain
  const time = isPartOfTitle(draft) ? undefined : (timeWords.get(lower) ?? timeWords.get(plain))
  if (time !== undefined) return `time:${time}`
  if (relativeWords.has(lower)) return isBesideSpan(drafts, at) ? `rel:${relativeWords.get(lower)}` : null
  if (/^mid-?(?:january|february|march|april|may|june|july|august|september|october|november|december)$/.test(lower))
    return lower
  const span = lower.replace(/'s$/, '')
  if (spans.has(span)) return isDatedSpan(drafts, at, span) ? `span:${stem(span)}` : null
  const day = ordinalWords.get(lower)
  return day === undefined ? null : dayKey(drafts, at, day)
}

const feast = /^(?:christmas|easter|ramadan)$/

/** Whether a word has a capital without opening a sentence, as in the name of a broadcast: `Evening News`. */
function isPartOfTitle(draft: Draft): boolean {
  return !draft.opening && isCapital(draft.text) && !feast.test(draft.lower)
}

function digitsKey(drafts: readonly Draft[], at: number, lower: string): string | null {
  if (/^[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?$/.test(lower)) return lower
  const decade = /^([0-9]{3}0)'?s$/.exec(lower)?.[1]
  if (decade !== undefined) return `decade:${decade}`
  if (/^[0-9]0'?s$/.test(lower)) return `decade:${lower.slice(0, 2)}`
  if (/^(?:1[0-9]|20)[0-9]{2}-[0-9]{2,4}$/.test(lower)) return lower
  if (/^(?:1[6-9]|20)[0-9]{2}$/.test(lower) && isYear(drafts, at)) return lower
  const range = /^([0-9]{1,2})-([0-9]{1,2})$/.exec(lower)
  if (range !== null) return besideMonth(drafts, at) ? `day:${range[1]}-${range[2]}` : null
  const day = /^([0-9]{1,2})(?:st|nd|rd|th)?$/.exec(lower)?.[1]
  return day === undefined ? null : dayKey(drafts, at, Number(day))
}

function dayKey(drafts: readonly Draft[], at: number, day: number): string | null {
  return day <= 31 && besideMonth(drafts, at) ? `day:${day}` : null
}

function besideMonth(drafts: readonly Draft[], at: number): boolean {
  const ofMonth = drafts[at + 1]?.lower === 'of' && isMonth(drafts, at + 2)
  return isMonth(drafts, at - 1) || isMonth(drafts, at + 1) || ofMonth
}

/** Whether a length of time says when: last week, two days later, since this year. */
function isDatedSpan(drafts: readonly Draft[], at: number, lower: string): boolean {
  if (lower === 'second') return false
  return [at - 1, at - 2, at + 1, at + 2].some((near) => spanNeighbours.has(drafts[near]?.lower ?? ''))
}

function isBesideSpan(drafts: readonly Draft[], at: number): boolean {
  return [at - 1, at + 1].some((near) => spans.has(drafts[near]?.lower ?? ''))
}

function isMonth(drafts: readonly Draft[], at: number): boolean {
  const draft = drafts[at]
  if (draft === undefined || !months.has(draft.lower) || !isCapital(draft.text)) return false
  if (!doubtfulMonths.has(draft.lower)) return true
  const after = drafts[at + 1]?.text ?? ''
  const before = drafts[at - 1]?.text ?? ''
  return (
    /^[0-9]/.test(after) ||
    /^[0-9]/.test(before) ||
    /^(?:in|on|since|until|by|from|last|next|late|early|mid|this|or|and)$/i.test(before)
  )
}

/** A year, unless a thing to be counted follows. */
function isYear(drafts: readonly Draft[], at: number): boolean {
  const next = drafts[at + 1]
  if (next === undefined || next.marks !== '') return !/\p{Sc}/u.test(drafts[at]?.marks ?? '')
  const before = drafts[at - 1]?.lower ?? ''
  return (
    isCapital(next.text) || /^(?:in|since|until|by|of|from|to|the|a)$/.test(before) || !/s$|^people$/.test(next.lower)
  )
}
