import { monthNames } from '../../../model/time.ts'
import { startsWithCapital } from '../draft-terms.ts'
import type { DateReading, DraftTerm } from '../language.ts'
import {
  ambiguousMonths,
  monthNumbers,
  relativeTimeWords,
  timeSpanNeighbours,
  timeSpans,
  timeWords,
  weekdayNames,
} from './date-words.ts'
import { ordinalEndings, ordinalWordValues } from './number-words.ts'
import { stemOf } from './stems.ts'

/** The date at a place of an English title, or null. */
export function dateAt(drafts: readonly DraftTerm[], at: number): DateReading | null {
  const draft = drafts[at]
  if (draft === undefined) return null
  const key = /^[0-9]/.test(draft.lower) ? digitsKey(drafts, at, draft.lower) : wordKey(drafts, at, draft)
  return key === null ? null : { key, length: 1 }
}

function wordKey(drafts: readonly DraftTerm[], at: number, draft: DraftTerm): string | null {
  const { lower } = draft
  if (monthNumbers.has(lower)) return isMonth(drafts, at) ? `month:${monthNumbers.get(lower)}` : null
  const plain = lower.replace(/'s$|s$/, '')
  if (weekdayNames.has(plain)) return plain
  const time = [lower, plain].find((word) => timeWords.has(word))
  if (time !== undefined && !isInProperName(draft)) return `time:${time}`
  if (relativeTimeWords.has(lower)) return isBesideSpan(drafts, at) ? `rel:${relativeTimeWords.get(lower)}` : null
  if (midMonth.test(lower)) return lower
  const span = lower.replace(/'s$/, '')
  if (timeSpans.has(span)) return isDatedSpan(drafts, at, span) ? `span:${stemOf(span)}` : null
  const day = ordinalWordValues.get(lower)
  return day === undefined ? null : dayKey(drafts, at, day)
}

const midMonth = new RegExp(`^mid-?(?:${monthNames.join('|')})$`)
const holiday = /^(?:christmas|easter|ramadan)$/

/** Whether a word inside a sentence has a capital, as in the name of a broadcast: `Evening News`. */
function isInProperName(draft: DraftTerm): boolean {
  return !draft.opening && startsWithCapital(draft.text) && !holiday.test(draft.lower)
}

const dayNumber = new RegExp(`^([0-9]{1,2})(?:${ordinalEndings})?$`)

function digitsKey(drafts: readonly DraftTerm[], at: number, lower: string): string | null {
  if (/^[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?$/.test(lower)) return lower
  const decade = /^([0-9]{3}0)'?s$/.exec(lower)?.[1]
  if (decade !== undefined) return `decade:${decade}`
  if (/^[0-9]0'?s$/.test(lower)) return `decade:${lower.slice(0, 2)}`
  if (/^(?:1[0-9]|20)[0-9]{2}-[0-9]{2,4}$/.test(lower)) return lower
  if (/^(?:1[6-9]|20)[0-9]{2}$/.test(lower) && isYear(drafts, at)) return lower
  const range = /^([0-9]{1,2})-([0-9]{1,2})$/.exec(lower)
  if (range !== null) return isBesideMonth(drafts, at) ? `day:${range[1]}-${range[2]}` : null
  const day = dayNumber.exec(lower)?.[1]
  return day === undefined ? null : dayKey(drafts, at, Number(day))
}

function dayKey(drafts: readonly DraftTerm[], at: number, day: number): string | null {
  return day <= 31 && isBesideMonth(drafts, at) ? `day:${day}` : null
}

function isBesideMonth(drafts: readonly DraftTerm[], at: number): boolean {
  const ofMonth = drafts[at + 1]?.lower === 'of' && isMonth(drafts, at + 2)
  return isMonth(drafts, at - 1) || isMonth(drafts, at + 1) || ofMonth
}

/** Whether a duration says when: last week, two days later, since this year. */
function isDatedSpan(drafts: readonly DraftTerm[], at: number, lower: string): boolean {
  if (lower === 'second') return false
  return [at - 1, at - 2, at + 1, at + 2].some((near) => timeSpanNeighbours.has(drafts[near]?.lower ?? ''))
}

function isBesideSpan(drafts: readonly DraftTerm[], at: number): boolean {
  return [at - 1, at + 1].some((near) => timeSpans.has(drafts[near]?.lower ?? ''))
}

function isMonth(drafts: readonly DraftTerm[], at: number): boolean {
  const draft = drafts[at]
  if (draft === undefined || !monthNumbers.has(draft.lower) || !startsWithCapital(draft.text)) return false
  if (!ambiguousMonths.has(draft.lower)) return true
  const after = drafts[at + 1]?.text ?? ''
  const before = drafts[at - 1]?.text ?? ''
  return (
    /^[0-9]/.test(after) ||
    /^[0-9]/.test(before) ||
    /^(?:in|on|since|until|by|from|last|next|late|early|mid|this|or|and)$/i.test(before)
  )
}

/** Whether four digits are a year. They are a count where a plural follows. */
function isYear(drafts: readonly DraftTerm[], at: number): boolean {
  const next = drafts[at + 1]
  if (next === undefined || next.marks !== '') return !/\p{Sc}/u.test(drafts[at]?.marks ?? '')
  const before = drafts[at - 1]?.lower ?? ''
  return (
    startsWithCapital(next.text) ||
    /^(?:in|since|until|by|of|from|to|the|a)$/.test(before) ||
    !/s$|^people$/.test(next.lower)
  )
}
