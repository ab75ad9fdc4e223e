import type { ChangeClass } from '../../model/change.ts'
import { denyingPrefix } from '../language/english/negations.ts'
import { isMistyped, isSlip } from '../language/english/spelling.ts'
import { foldDiacritics } from '../text/normalise.ts'
import { isContent, type Term } from './terms.ts'

/** Two terms that are one and the same, written or worded in two ways, and the class of that difference. */
export interface Pairing {
  readonly before: Term
  readonly after: Term
  readonly kind: ChangeClass
}

/** What is left of two stretches of terms, and the pairs that were found in them. */
export interface Paired {
  readonly removed: readonly Term[]
  readonly added: readonly Term[]
  readonly pairings: readonly Pairing[]
}

// Beyond so many pairs of words a place is another text, and no word of it another's misspelling.
const longestPairing = 2_500

/** Pairs terms that are one word: mistyped, inflected, a synonym, or with a character lost on the way. */
export function pairLookalikes(removed: readonly Term[], added: readonly Term[]): Paired {
  const [first] = removed
  const [second] = added
  if (first === undefined || second === undefined || removed.length * added.length > longestPairing) {
    return { removed, added, pairings: [] }
  }
  const whole = wholeKind(removed, added)
  if (whole !== null) return { removed: [], added: [], pairings: [{ before: first, after: second, kind: whole }] }
  const pairings: Pairing[] = []
  const left = [...added]
  const gone = removed.filter((one) => {
    for (const [at, other] of left.entries()) {
      const kind = lookalike(one, other)
      if (kind === null) continue
      pairings.push({ before: one, after: other, kind })
      left.splice(at, 1)
      return false
    }
    return true
  })
  return { removed: gone, added: left, pairings }
}

/** What all terms of a place together are to those of the other: joined otherwise, or cut to initials. */
function wholeKind(removed: readonly Term[], added: readonly Term[]): ChangeClass | null {
  if (removed.some(isFixed) || added.some(isFixed)) return null
  if (removed.length + added.length > 2) {
    const left = joined(removed)
    const right = joined(added)
    if (left === right) return 'punctuation'
    if (Math.abs(removed.length - added.length) === 1 && left.length > 8 && isMistyped(left, right)) return 'spelling'
  } else if (joined(removed) === joined(added)) return 'punctuation'
  return isAcronym(removed, added) || isAcronym(added, removed) ? 'wording' : null
}

/** Letters alone: `re-elected` and `reelected` are one. */
function joined(terms: readonly Term[]): string {
  return terms.map((term) => term.surface.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')).join('')
}

function isAcronym(short: readonly Term[], long: readonly Term[]): boolean {
  if (short.length !== 1 || long.length < 2) return false
  const letters = short[0]?.surface.replaceAll('.', '') ?? ''
  const initials = (terms: readonly Term[]) => terms.map((term) => term.surface.charAt(0).toUpperCase()).join('')
  return (
    /^\p{Lu}{2,}$/u.test(letters) &&
    (initials(long) === letters || initials(long.filter((term) => term.kind !== 'function')) === letters)
  )
}

function isFixed(term: Term): boolean {
  return term.kind === 'number' || term.kind === 'date' || term.kind === 'negation'
}

function lookalike(one: Term, other: Term): ChangeClass | null {
  if (one.surface.includes('\ufffd') !== other.surface.includes('\ufffd')) {
    return matchesLost(one.surface, other.surface) || matchesLost(other.surface, one.surface) ? 'typography' : null
  }
  if (isFixed(one) || isFixed(other)) return null
  if (!isContent(one) && !isContent(other)) return null
  if (isBound(one) || isBound(other)) return null
  if (isCutShort(one.surface, other.surface) || isCutShort(other.surface, one.surface)) return 'punctuation'
  const left = foldDiacritics(one.surface.toLowerCase())
  const right = foldDiacritics(other.surface.toLowerCase())
  return (
    sameMeaning(one, other) ?? sameEnding(one, left, right) ?? (isTypo(one, other, left, right) ? 'spelling' : null)
  )
}

/** Whether a letter on its own is what is left of an abbreviation with dots, as in `the U.. embassy`. */
function isCutShort(short: string, long: string): boolean {
  return /^\p{Lu}\.*$/u.test(short) && /^(?:\p{Lu}\.){2,}$/u.test(long) && short.charAt(0) === long.charAt(0)
}

/** A unit or a fixed phrase is never another one mistyped. */
function isBound(term: Term): boolean {
  return term.key.startsWith('unit:') || term.key.startsWith('plain:')
}

const looseEnding = /^(?:n|an|ian|s|'s|ly|al|ing|ed|er|ers|ess|r|d|ic|y|ern)$/
const looseNameEnding = /^(?:n|an|ian|ean|ese|i|ish|ern|s|'s)$/

/** One word with another ending: Syria and Syrian, murder and murderer. */
function sameEnding(one: Term, left: string, right: string): ChangeClass | null {
  const [short, long] = left.length < right.length ? [left, right] : [right, left]
  const isLonger =
    short.length >= 3 &&
    long.startsWith(short) &&
    (one.kind === 'name' ? looseNameEnding : looseEnding).test(long.slice(short.length))
  const stemmed = short.replace(/(?:ia|a|y|e|o|land)$/, '')
  const isDemonym =
    one.kind === 'name' &&
    stemmed.length >= 3 &&
    /^(?:an|n|ian|ese|ish|i|c|ic|ean|ch)$/.test(long.slice(stemmed.length)) &&
    long.startsWith(stemmed)
  if (!isLonger && !isDemonym) return null
  return one.kind === 'name' ? 'wording' : 'grammar'
}

/** Two words for one thing, or for one state of affairs: blaze and fire, dies and is killed. */
function sameMeaning(one: Term, other: Term): ChangeClass | null {
  if (one.kind === 'name' || other.kind === 'name') return null
  if (one.sense.synonym !== null && one.sense.synonym === other.sense.synonym) return 'wording'
  const stages = new Set(one.sense.states.map(({ line, stage }) => `${line} ${stage}`))
  return other.sense.states.some(({ line, stage }) => stages.has(`${line} ${stage}`)) ? 'wording' : null
}

function isTypo(one: Term, other: Term, left: string, right: string): boolean {
  if (left.replace(denyingPrefix, '') === right || right.replace(denyingPrefix, '') === left) return false
  // A short word of what happened has neighbours that tell something else: elected and ejected.
  const telling = one.sense.states.length > 0 || other.sense.states.length > 0
  return telling && left.length < 8 ? isSlip(left, right) : isMistyped(left, right)
}

/** Whether a text with replacement characters can be the other. */
function matchesLost(lost: string, whole: string): boolean {
  if (!lost.includes('\ufffd') || lost.length > 40 || whole.length > 60) return false
  const parts = lost.split(/\ufffd+/)
  // Few, since each multiplies the ways to try.
  if (parts.length > 5) return false
  const pattern = parts.map((part) => part.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'))
  return new RegExp(`^${pattern.join('.{0,3}')}$`, 'i').test(whole)
}
