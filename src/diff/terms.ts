import { foldDiacritics } from './normalise.ts'
import { isUnspaced, isWord, tokenise } from './tokens.ts'
import { doubtfulMonths, months, spanNeighbours, spans, timeWords, weekdays } from './words/dates.ts'
import {
  hanMeasures,
  hanValue,
  isHanNumeral,
  measures,
  numberWords,
  ordinalWords,
  scales,
  vagueNumbers,
} from './words/numbers.ts'
import { phraseAt } from './words/phrases.ts'
import { americanStem } from './words/spelling.ts'
import { stem } from './words/stems.ts'
import { speech, titles } from './words/verbs.ts'

export type TermKind = 'word' | 'name' | 'number' | 'date' | 'hedge' | 'attribution' | 'negation' | 'function'

/** A word or fixed phrase of a title, and what it does there. */
export interface Term {
  readonly kind: TermKind
  /** Equal for terms that say the same: inflections, spellings, ways to write a number. */
  readonly key: string
  /** As it stands in the text. */
  readonly surface: string
  /** Marks between the term before and this one, without white space. */
  readonly marks: string
  /** Whether it opens a sentence, where a capital says nothing. */
  readonly opening: boolean
  /** For amounts without a value: dozens. */
  readonly vague: boolean
  /** Whether the key is that of a group of words and not of one. */
  readonly alias: boolean
}

interface Draft {
  text: string
  lower: string
  marks: string
  opening: boolean
}

/** Cuts a title into terms. Expects a text out of `foldTypography`; gives also the marks behind the last term. */
export function readTerms(text: string): { terms: Term[]; tail: string } {
  const { drafts, tail } = readDrafts(text)
  const lowers = drafts.map((draft) => draft.lower)
  const numberAt = (at: number) => startsNumber(drafts[at])
  const capitalAt = (at: number) => isCapital(drafts[at]?.text ?? '')
  const terms: Term[] = []
  for (let at = 0; at < drafts.length; ) {
    const draft = drafts[at]
    if (draft === undefined) break
    const date = dateAt(drafts, at)
    const number = date === null ? numberTermAt(drafts, at) : null
    const phrase = date === null && number === null ? phraseAt(lowers, at, numberAt, capitalAt) : null
    if (date !== null) {
      terms.push(term('date', date, draft))
      at++
    } else if (number !== null) {
      terms.push(...number.terms)
      at += number.length
    } else if (phrase !== null) {
      const surface = drafts.slice(at, at + phrase.length).map((one) => one.text)
      const { kind, group } = phrase.phrase
      const aliasKind = group === 'police officer' || group === 'percent' ? 'word' : 'name'
      const joined = { ...draft, text: surface.join(/\p{Script=Han}/u.test(draft.text) ? '' : ' ') }
      terms.push({
        ...term(kind === 'alias' ? aliasKind : kind, `${kind}:${group}`, joined),
        alias: kind !== 'function',
      })
      at += phrase.length
    } else {
      terms.push(wordTerm(draft))
      at++
    }
  }
  return { terms: terms.map((one, at) => nameAtOpening(one, terms[at + 1])), tail }
}

/** A capital at the opening says something after all where the next word has one too. */
function nameAtOpening(one: Term, next: Term | undefined): Term {
  const isName =
    one.kind === 'word' && one.opening && next?.kind === 'name' && next.marks === '' && isCapital(one.surface)
  return isName && !titles.has(one.surface.toLowerCase()) ? { ...one, kind: 'name' } : one
}

function readDrafts(text: string): { drafts: Draft[]; tail: string } {
  const drafts: Draft[] = []
  let marks = ''
  for (const { text: token } of tokenise(text).tokens) {
    if (!isWord(token)) {
      marks += token
      continue
    }
    const opening = drafts.length === 0 || /[.!?;:"。！？]/.test(marks) || /\.$/.test(drafts.at(-1)?.text ?? '')
    for (const part of splitToken(token)) {
      drafts.push({ text: part, lower: foldDiacritics(part.toLowerCase()), marks, opening })
      marks = ''
    }
  }
  return { drafts, tail: marks }
}

/** Parts a unit from its number and the negation from its verb; everything else is whole. */
function splitToken(token: string): string[] {
  const measured = /^([0-9][0-9.,]*)([A-Za-z]+)$/.exec(token)
  if (measured?.[1] !== undefined && measured[2] !== undefined) {
    const unit = measured[2].toLowerCase()
    return measures.has(unit) || scales.has(unit) ? [measured[1], measured[2]] : [token]
  }
  // Scripts without capitals write a small word and a number as one: و40.
  const attached = /^(\p{Lo}+)([0-9]+)$/u.exec(token)
  if (attached?.[1] !== undefined && attached[2] !== undefined) return [attached[1], attached[2]]
  const negated = /^(.+)(n't)$/i.exec(token)
  return negated?.[1] !== undefined ? [negated[1], "n't"] : [token]
}

function term(kind: TermKind, key: string, draft: Draft, vague = false): Term {
  return { kind, key, surface: draft.text, marks: draft.marks, opening: draft.opening, vague, alias: false }
}

function wordTerm(draft: Draft): Term {
  const measure = measures.get(draft.lower)
  if (measure !== undefined && draft.lower.length > 1) return term('word', `unit:${measure}`, draft)
  const root = stem(draft.lower)
  if (speech.has(root) && !isCapital(draft.text)) return term('attribution', root, draft)
  const name =
    (isCapital(draft.text) || /^[0-9]/.test(draft.text)) &&
    !draft.opening &&
    !titles.has(draft.lower.replace(/'s?$/, ''))
  // One direction is never another, so they count as names in whatever case.
  const direction = /^(?:north|south|east|west)(?:east|west)?(?:ern)?$/.test(draft.lower)
  return term(name || direction ? 'name' : 'word', americanStem(root), draft)
}

function isCapital(text: string): boolean {
  const first = text.charAt(0)
  return first !== first.toLowerCase()
}

/** The key of a calendar word or number at a place, or null. */
function dateAt(drafts: readonly Draft[], at: number): string | null {
  const draft = drafts[at]
  if (draft === undefined) return null
  const { lower } = draft
  if (isMonth(drafts, at)) return `month:${months.get(lower)}`
  const plain = lower.replace(/'s$|s$/, '')
  if (weekdays.has(plain) || timeWords.has(lower)) return plain
  const beside = [drafts[at - 1]?.lower ?? '', drafts[at + 1]?.lower ?? '']
  if (spans.has(lower)) {
    const near = [...beside, drafts[at + 2]?.lower ?? '']
    return lower !== 'second' && near.some((word) => spanNeighbours.has(word)) ? `span:${stem(lower)}` : null
  }
  if (/^[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?$/.test(lower)) return lower
  if (/^[0-9]{4}s$/.test(lower) || /^[0-9]{4}-[0-9]{2,4}$/.test(lower)) return lower
  if (/^(?:1[6-9]|20)[0-9]{2}$/.test(lower) && isYear(drafts, at)) return lower
  const digits = /^([0-9]{1,2})(?:st|nd|rd|th)?$/.exec(lower)?.[1] ?? ordinalWords.get(lower)?.toString()
  if (digits === undefined) return null
  if (/^[年月日号號]$/.test(beside[1] ?? '')) return `${Number(digits)}${beside[1]}`
  const ofMonth = beside[1] === 'of' && isMonth(drafts, at + 2)
  return isMonth(drafts, at - 1) || isMonth(drafts, at + 1) || ofMonth ? `day:${Number(digits)}` : null
}

function isMonth(drafts: readonly Draft[], at: number): boolean {
  const draft = drafts[at]
  if (draft === undefined || !months.has(draft.lower) || !isCapital(draft.text)) return false
  if (!doubtfulMonths.has(draft.lower)) return true
  const after = drafts[at + 1]?.text ?? ''
  const before = drafts[at - 1]?.text ?? ''
  return (
    /^[0-9]/.test(after) || /^[0-9]/.test(before) || /^(?:in|since|until|by|last|next|late|early|or|and)$/i.test(before)
  )
}

/** A year, unless a thing to be counted follows. */
function isYear(drafts: readonly Draft[], at: number): boolean {
  const next = drafts[at + 1]
  if (next === undefined || next.marks !== '') return drafts[at]?.marks.match(/\p{Sc}/u) == null
  const before = drafts[at - 1]?.lower ?? ''
  return (
    next.lower === '年' ||
    isCapital(next.text) ||
    /^(?:in|since|until|by|of|from|to|the|a)$/.test(before) ||
    !/s$|^people$/.test(next.lower)
  )
}

function startsNumber(draft: Draft | undefined): boolean {
  if (draft === undefined) return false
  return (
    /^[0-9]/.test(draft.text) ||
    numberWords.has(draft.lower) ||
    vagueNumbers.has(draft.lower) ||
    draft.lower === 'hundred'
  )
}

/** A number at a place, over all the tokens that write it (`1.5 million`, `two hundred and six`, 二十三), or null. */
function numberTermAt(drafts: readonly Draft[], at: number): { terms: Term[]; length: number } | null {
  const first = drafts[at]
  if (first === undefined) return null
  if (isUnspaced(first.text)) return hanNumberAt(drafts, at)
  // The 13 of MS-13 is part of a name.
  if (/[-/]$/.test(first.marks) && /\p{L}$/u.test(drafts[at - 1]?.text ?? '') && /^[0-9]/.test(first.text)) return null
  const ordinal = ordinalWords.get(first.lower) ?? /^([0-9]+)(?:st|nd|rd|th)$/.exec(first.lower)?.[1]
  if (ordinal !== undefined) return { terms: [term('number', `ordinal:${ordinal}`, first)], length: 1 }
  if (vagueNumbers.has(first.lower)) return { terms: [term('number', `vague:${first.lower}`, first, true)], length: 1 }
  const read = /^[0-9]/.test(first.text) ? digitsAt(drafts, at) : wordsAt(drafts, at)
  if (read === null) return null
  const surface = drafts.slice(at, at + read.length).map((draft) => draft.text)
  const currency = /\p{Sc}$/u.exec(first.marks)?.[0] ?? ''
  const percent = /^(?:percent|percents)$/.test(drafts[at + read.length]?.lower ?? '') ? '%' : ''
  const key = `#${currency}${read.value}${percent}`
  return {
    terms: [term('number', key, { ...first, text: surface.join(' ') })],
    length: read.length + (percent === '' ? 0 : 1),
  }
}

function digitsAt(drafts: readonly Draft[], at: number): { value: string; length: number } {
  const digits = drafts[at]?.lower ?? ''
  const plain = /^[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?$/.test(digits) ? digits.replaceAll(',', '') : digits
  if (!/^[0-9]+(?:\.[0-9]+)?$/.test(plain)) return { value: plain, length: 1 }
  let value = Number(plain)
  let length = 1
  for (; scales.has(drafts[at + length]?.lower ?? '') && drafts[at + length]?.marks.replace('-', '') === ''; length++) {
    value *= scales.get(drafts[at + length]?.lower ?? '') ?? 1
  }
  // Sixteen digits and more are beyond what a double holds exactly.
  return { value: plain.length > 15 ? plain : String(Number(value.toPrecision(15))), length }
}

function wordsAt(drafts: readonly Draft[], at: number): { value: string; length: number } | null {
  let total = 0
  let part = 0
  let length = 0
  let found = false
  for (; length < 12; length++) {
    const draft = drafts[at + length]
    if (draft === undefined || (length > 0 && draft.marks.replace('-', '') !== '')) break
    const small = numberWords.get(draft.lower)
    const scale = draft.lower.length > 2 ? scales.get(draft.lower) : undefined
    if (small !== undefined) {
      // Two numbers side by side are one only as in twenty-two or two hundred two.
      if (found && (part % 100 !== 0 ? part % 10 !== 0 || small > 9 : part === 0 && total === 0)) break
      part += small
    } else if (scale === 100) {
      part = Math.max(part, 1) * 100
    } else if (scale !== undefined) {
      total += Math.max(part, 1) * scale
      part = 0
    } else if (
      !(found && draft.lower === 'and' && part % 100 === 0 && numberWords.has(drafts[at + length + 1]?.lower ?? ''))
    ) {
      break
    } else continue
    found = true
  }
  const partitive = length === 1 && part === 1 && /^(?:of|another)$/.test(drafts[at + 1]?.lower ?? '')
  return found && !partitive ? { value: String(total + part), length } : null
}

function hanNumberAt(drafts: readonly Draft[], at: number): { terms: Term[]; length: number } | null {
  let length = 0
  let numerals = ''
  while (isHanNumeral(drafts[at + length]?.text ?? '')) numerals += drafts[at + length++]?.text
  const first = drafts[at]
  const next = drafts[at + length]?.text ?? ''
  const scale = scales.get(next)
  if (first === undefined || length === 0 || (length === 1 && scale === undefined && !hanMeasures.test(next)))
    return null
  const value = hanValue(numerals) * (scale ?? 1)
  const kind = /^[年月日号號]$/.test(next) ? 'date' : 'number'
  const key = kind === 'date' ? `${value}${next}` : `#${value}`
  return { terms: [term(kind, key, { ...first, text: numerals })], length: length + (scale === undefined ? 0 : 1) }
}
