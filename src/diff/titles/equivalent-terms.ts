import type { ChangeClass } from '../../model/change.ts'
import { negatingPrefix } from '../language/english/negations.ts'
import { isMistyped, isSingleTypo } from '../language/english/spelling.ts'
import { foldDiacritics } from '../text/fold-text.ts'
import { isContent, type Term } from './terms.ts'

/** Two terms that are one and the same, written or worded in two ways, and the class of that difference. */
export interface TermPairing {
  readonly before: Term
  readonly after: Term
  readonly kind: ChangeClass
}

/** What is left of two stretches of terms, and the pairs that were found in them. */
export interface PairedTerms {
  readonly removed: readonly Term[]
  readonly added: readonly Term[]
  readonly pairings: readonly TermPairing[]
}

// Beyond so many pairs of words a place is another text, and no word of it another's misspelling.
const maxComparedPairs = 2_500

/** Pairs terms that are one word: mistyped, inflected, a synonym, or with a character lost on the way. */
export function pairEquivalentTerms(removed: readonly Term[], added: readonly Term[]): PairedTerms {
  const [first] = removed
  const [second] = added
  if (first === undefined || second === undefined || removed.length * added.length > maxComparedPairs) {
    return { removed, added, pairings: [] }
  }
  const wholeClass = classOfWholeRun(removed, added)
  if (wholeClass !== null)
    return { removed: [], added: [], pairings: [{ before: first, after: second, kind: wholeClass }] }
  const pairings: TermPairing[] = []
  const unpairedAdded = [...added]
  const unpairedRemoved = removed.filter((one) => {
    for (const [at, other] of unpairedAdded.entries()) {
      const kind = equivalenceClass(one, other)
      if (kind === null) continue
      pairings.push({ before: one, after: other, kind })
      unpairedAdded.splice(at, 1)
      return false
    }
    return true
  })
  return { removed: unpairedRemoved, added: unpairedAdded, pairings }
}

/** What all terms of a place together are to those of the other: joined otherwise, or cut to initials. */
function classOfWholeRun(removed: readonly Term[], added: readonly Term[]): ChangeClass | null {
  if (removed.some(hasOwnClass) || added.some(hasOwnClass)) return null
  if (removed.length + added.length > 2) {
    const left = joinLetters(removed)
    const right = joinLetters(added)
    if (left === right) return 'punctuation'
    if (Math.abs(removed.length - added.length) === 1 && left.length > 8 && isMistyped(left, right)) return 'spelling'
  } else if (joinLetters(removed) === joinLetters(added)) return 'punctuation'
  return isAcronym(removed, added) || isAcronym(added, removed) ? 'wording' : null
}

/** Letters alone: `re-elected` and `reelected` are one. */
function joinLetters(terms: readonly Term[]): string {
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

function hasOwnClass(term: Term): boolean {
  return term.kind === 'number' || term.kind === 'date' || term.kind === 'negation'
}

function equivalenceClass(one: Term, other: Term): ChangeClass | null {
  if (one.surface.includes('\ufffd') !== other.surface.includes('\ufffd')) {
    return matchesDamaged(one.surface, other.surface) || matchesDamaged(other.surface, one.surface)
      ? 'typography'
      : null
  }
  if (hasOwnClass(one) || hasOwnClass(other)) return null
  if (!isContent(one) && !isContent(other)) return null
  if (isUnitOrFixedPhrase(one) || isUnitOrFixedPhrase(other)) return null
  if (isTruncatedAbbreviation(one.surface, other.surface) || isTruncatedAbbreviation(other.surface, one.surface))
    return 'punctuation'
  const left = foldDiacritics(one.surface.toLowerCase())
  const right = foldDiacritics(other.surface.toLowerCase())
  return (
    synonymClass(one, other) ??
    inflectionClass(one, left, right) ??
    (isTypo(one, other, left, right) ? 'spelling' : null)
  )
}

/** Whether a letter on its own is what is left of an abbreviation with dots, as in `the U.. embassy`. */
function isTruncatedAbbreviation(short: string, long: string): boolean {
  return /^\p{Lu}\.*$/u.test(short) && /^(?:\p{Lu}\.){2,}$/u.test(long) && short.charAt(0) === long.charAt(0)
}

/** A unit or a fixed phrase is never another one mistyped. */
function isUnitOrFixedPhrase(term: Term): boolean {
  return term.key.startsWith('unit:') || term.key.startsWith('plain:')
}

const wordEnding = /^(?:n|an|ian|s|'s|ly|al|ing|ed|er|ers|ess|r|d|ic|y|ern)$/
const nameEnding = /^(?:n|an|ian|ean|ese|i|ish|ern|s|'s)$/

/** One word with another ending: Syria and Syrian, murder and murderer. */
function inflectionClass(one: Term, left: string, right: string): ChangeClass | null {
  const [short, long] = left.length < right.length ? [left, right] : [right, left]
  const isLonger =
    short.length >= 3 &&
    long.startsWith(short) &&
    (one.kind === 'name' ? nameEnding : wordEnding).test(long.slice(short.length))
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
function synonymClass(one: Term, other: Term): ChangeClass | null {
  if (one.kind === 'name' || other.kind === 'name') return null
  if (one.sense.synonym !== null && one.sense.synonym === other.sense.synonym) return 'wording'
  const stages = new Set(one.sense.statusStages.map(({ sequence, stage }) => `${sequence} ${stage}`))
  return other.sense.statusStages.some(({ sequence, stage }) => stages.has(`${sequence} ${stage}`)) ? 'wording' : null
}

function isTypo(one: Term, other: Term, left: string, right: string): boolean {
  if (left.replace(negatingPrefix, '') === right || right.replace(negatingPrefix, '') === left) return false
  // A short word of what happened has neighbours that tell something else: elected and ejected.
  const namesState = one.sense.statusStages.length > 0 || other.sense.statusStages.length > 0
  return namesState && left.length < 8 ? isSingleTypo(left, right) : isMistyped(left, right)
}

/** Whether a text with replacement characters can be the other. */
function matchesDamaged(damaged: string, whole: string): boolean {
  if (!damaged.includes('\ufffd') || damaged.length > 40 || whole.length > 60) return false
  const parts = damaged.split(/\ufffd+/)
  // Few, since each multiplies the ways to try.
  if (parts.length > 5) return false
  const pattern = parts.map((part) => part.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'))
  return new RegExp(`^${pattern.join('.{0,3}')}$`, 'i').test(whole)
}
