import type { DraftTerm, NumberReading } from '../language.ts'
import { multipliers, numberWordValues, ordinalEndings, ordinalWordValues, vagueNumbers } from './number-words.ts'

// Marks allowed between the words of one number.
const wordJoiners = new Set(['', '-'])
const ordinalDigits = new RegExp(`^([0-9]+)(?:${ordinalEndings})$`)

/** Whether a number begins at a place of an English title. */
export function startsNumber(draft: DraftTerm | undefined): boolean {
  if (draft === undefined) return false
  const { lower } = draft
  return /^[0-9]/.test(lower) || numberWordValues.has(lower) || vagueNumbers.has(lower) || lower === 'hundred'
}

/** The number at a place, with all words that write it: `1.5 million`, `two hundred and six`. */
export function numberAt(drafts: readonly DraftTerm[], at: number): NumberReading | null {
  const first = drafts[at]
  if (first === undefined) return null
  const isDigits = /^[0-9]/.test(first.lower)
  // The 13 of MS-13 is part of a name.
  if (isDigits && /[-/]$/.test(first.marks) && /\p{L}$/u.test(drafts[at - 1]?.text ?? '')) return null
  const ordinal = ordinalWordValues.get(first.lower) ?? ordinalDigits.exec(first.lower)?.[1]
  if (ordinal !== undefined) {
    return { key: `ordinal:${ordinal}`, length: 1, faint: first.lower === 'first' || first.lower === 'second' }
  }
  if (vagueNumbers.has(first.lower)) return { key: `vague:${first.lower}`, length: 1, vague: true }
  const read = isDigits ? digitsAt(drafts, at) : wordsAt(drafts, at)
  if (read === null) return null
  const currency = /\p{Sc}$/u.exec(first.marks)?.[0] ?? ''
  const percent = /^(?:percent|pct)$/.test(drafts[at + read.length]?.lower ?? '') ? '%' : ''
  return { key: `#${currency}${read.value}${percent}`, length: read.length + percent.length }
}

interface NumberValue {
  readonly value: string
  readonly length: number
}

function digitsAt(drafts: readonly DraftTerm[], at: number): NumberValue {
  const digits = drafts[at]?.lower ?? ''
  const plain = /^[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?$/.test(digits) ? digits.replaceAll(',', '') : digits
  if (!/^[0-9]+(?:\.[0-9]+)?$/.test(plain)) return { value: plain, length: 1 }
  let value = Number(plain)
  let length = 1
  for (;;) {
    const next = drafts[at + length]
    const scale = multipliers.get(next?.lower ?? '')
    if (next === undefined || scale === undefined || !wordJoiners.has(next.marks)) break
    value *= scale
    length++
  }
  // A double holds at most 15 decimal digits exactly.
  return { value: plain.length > 15 ? plain : String(Number(value.toPrecision(15))), length }
}

function wordsAt(drafts: readonly DraftTerm[], at: number): NumberValue | null {
  let total = 0
  let part = 0
  let length = 0
  let found = false
  for (; length < 12; length++) {
    const draft = drafts[at + length]
    if (draft === undefined || (length > 0 && !wordJoiners.has(draft.marks))) break
    const small = numberWordValues.get(draft.lower)
    const scale = draft.lower.length > 2 ? multipliers.get(draft.lower) : undefined
    if (small !== undefined) {
      if (found && !continuesNumber(total, part, small)) break
      part += small
    } else if (scale === 100) {
      part = Math.max(part, 1) * 100
    } else if (scale !== undefined) {
      total += Math.max(part, 1) * scale
      part = 0
    } else if (
      found &&
      draft.lower === 'and' &&
      part % 100 === 0 &&
      numberWordValues.has(drafts[at + length + 1]?.lower ?? '')
    ) {
      continue
    } else {
      break
    }
    found = true
  }
  const isPronoun = length === 1 && part === 1 && /^(?:of|another)$/.test(drafts[at + 1]?.lower ?? '')
  return found && !isPronoun ? { value: String(total + part), length } : null
}

/** Whether two neighbouring numbers are one, as in twenty-two or two hundred two. */
function continuesNumber(total: number, part: number, small: number): boolean {
  if (part % 100 !== 0) return part % 10 === 0 && small <= 9
  return part !== 0 || total !== 0
}
