import type { ChangeClass } from '../../model/change.ts'
import type { Language } from '../language/language.ts'
import { foldDiacritics } from '../text/fold-text.ts'
import { isContent, isFunctionWord, type Term } from './terms.ts'

/** Two terms with the same meaning in different spellings or words, and the class of that difference. */
export interface TermPairing {
  readonly before: Term
  readonly after: Term
  readonly kind: ChangeClass
}

/** The pairs that were found in two runs of terms, and the terms without a counterpart. */
export interface PairedTerms {
  readonly removed: readonly Term[]
  readonly added: readonly Term[]
  readonly pairings: readonly TermPairing[]
}

// Above this product of lengths, two runs are different texts and are not compared word by word.
const maxComparedPairs = 2_500

/** Pairs equivalent terms: mistyped, inflected, synonyms, or with a damaged character. */
export function pairEquivalentTerms(removed: readonly Term[], added: readonly Term[], language: Language): PairedTerms {
  const [first] = removed
  const [second] = added
  if (first === undefined || second === undefined || removed.length * added.length > maxComparedPairs) {
    return { removed, added, pairings: [] }
  }
  const runClass = equivalentRunClass(removed, added, language)
  if (runClass !== null) return { removed: [], added: [], pairings: [{ before: first, after: second, kind: runClass }] }
  const pairings: TermPairing[] = []
  const unpairedAdded = [...added]
  const unpairedRemoved = removed.filter((before) => {
    for (const [at, after] of unpairedAdded.entries()) {
      const kind = equivalenceClass(before, after, language)
      if (kind === null) continue
      pairings.push({ before, after, kind })
      unpairedAdded.splice(at, 1)
      return false
    }
    return true
  })
  return { removed: unpairedRemoved, added: unpairedAdded, pairings }
}

/** The class where two whole runs are equivalent: joined differently, or one abbreviated to initials. */
function equivalentRunClass(removed: readonly Term[], added: readonly Term[], language: Language): ChangeClass | null {
  if (removed.some(hasOwnClass) || added.some(hasOwnClass)) return null
  const left = joinLetters(removed)
  const right = joinLetters(added)
  if (left === right) return 'punctuation'
  const isJoined = removed.length + added.length > 2 && Math.abs(removed.length - added.length) === 1
  if (isJoined && left.length > 8 && language.isMistyped(left, right)) return 'spelling'
  return isAcronym(removed, added) || isAcronym(added, removed) ? 'wording' : null
}

/** Letters and digits only, so that `re-elected` and `reelected` are equal. */
function joinLetters(terms: readonly Term[]): string {
  return terms.map((term) => term.surface.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')).join('')
}

function isAcronym(short: readonly Term[], long: readonly Term[]): boolean {
  if (short.length !== 1 || long.length < 2) return false
  const letters = short[0]?.surface.replaceAll('.', '') ?? ''
  const initials = (terms: readonly Term[]) => terms.map((term) => term.surface.charAt(0).toUpperCase()).join('')
  return (
    /^\p{Lu}{2,}$/u.test(letters) &&
    (initials(long) === letters || initials(long.filter((term) => !isFunctionWord(term))) === letters)
  )
}

function hasOwnClass(term: Term): boolean {
  return term.kind === 'number' || term.kind === 'date' || term.kind === 'negation'
}

function equivalenceClass(one: Term, other: Term, language: Language): ChangeClass | null {
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
  if (areSynonyms(one, other)) return 'wording'
  const left = foldDiacritics(one.surface.toLowerCase())
  const right = foldDiacritics(other.surface.toLowerCase())
  const isName = one.kind === 'name'
  if (language.isInflection(left, right, isName)) return isName ? 'wording' : 'grammar'
  if (language.withoutNegation(left) === right || language.withoutNegation(right) === left) return null
  // Short status words can have similar letters and another meaning: elected and ejected.
  const isStatus = [one, other].some(({ sense }) => sense.statusStages.length > 0)
  const isTypo = isStatus && left.length < 8 ? language.isSingleTypo(left, right) : language.isMistyped(left, right)
  return isTypo ? 'spelling' : null
}

/** Whether a single letter is the rest of an abbreviation with full stops, as in `the U.. embassy`. */
function isTruncatedAbbreviation(short: string, long: string): boolean {
  return /^\p{Lu}\.*$/u.test(short) && /^(?:\p{Lu}\.){2,}$/u.test(long) && short.charAt(0) === long.charAt(0)
}

/** Whether a term is a unit or a fixed phrase, which are never a misspelling of another term. */
function isUnitOrFixedPhrase(term: Term): boolean {
  return term.key.startsWith('unit:') || term.key.startsWith('plain:')
}

/** Two words for one thing, or for one stage: blaze and fire, dies and is killed. */
function areSynonyms(one: Term, other: Term): boolean {
  if (one.kind === 'name' || other.kind === 'name') return false
  if (one.sense.synonym !== null && one.sense.synonym === other.sense.synonym) return true
  const stages = new Set(one.sense.statusStages.map(({ sequence, stage }) => `${sequence} ${stage}`))
  return other.sense.statusStages.some(({ sequence, stage }) => stages.has(`${sequence} ${stage}`))
}

// Bounds for the pattern below: each damaged part multiplies the ways to match.
const maxDamagedLength = 40
const maxWholeLength = 60
const maxDamagedParts = 5

/** Whether a text with replacement characters can be the other text. */
function matchesDamaged(damaged: string, whole: string): boolean {
  if (!damaged.includes('\ufffd') || damaged.length > maxDamagedLength || whole.length > maxWholeLength) return false
  const parts = damaged.split(/\ufffd+/)
  if (parts.length > maxDamagedParts) return false
  const pattern = parts.map((part) => part.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'))
  return new RegExp(`^${pattern.join('.{0,3}')}$`, 'i').test(whole)
}

/** The class of the difference between two spellings of one term, or null where there is none. */
export function spellingVariantClass(one: Term, other: Term, language: Language): ChangeClass | null {
  if (one.surface === other.surface) return null
  const left = one.surface.toLowerCase()
  const right = other.surface.toLowerCase()
  if (left === right) return one.opening === other.opening ? 'punctuation' : null
  if (removeMarks(left) === removeMarks(right)) return 'punctuation'
  if (one.kind === 'number' || one.key.startsWith('unit:')) return 'number-style'
  if (one.kind === 'hedge') return 'hedge'
  if (isFunctionWord(one)) return 'grammar'
  if (one.grouped || one.kind === 'date') return 'wording'
  if (foldDiacritics(left) === foldDiacritics(right)) return 'typography'
  if (collapseDoubled(left) === collapseDoubled(right)) return 'spelling'
  // A name has no tense, so another ending than a plural or possessive is another spelling.
  const isRespeltName = one.kind === 'name' && language.withoutPlural(left) !== language.withoutPlural(right)
  return isRespeltName || language.stemOf(left) !== language.stemOf(right) ? 'spelling' : 'grammar'
}

/** Doubled letters as one, since "occuring" for "occurring" is no other form of the verb. */
function collapseDoubled(text: string): string {
  return text.replace(/([a-z])\1/g, '$1')
}

function removeMarks(text: string): string {
  return text.replace(/[.'-]/g, '')
}
