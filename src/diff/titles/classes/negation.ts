import { negatingPrefix, oppositeWordPairs } from '../../language/english/negations.ts'
import {
  type ClassEvidence,
  type ClassEvidenceFinder,
  mergeEvidence,
  noEvidence,
  phrasesOf,
} from '../class-evidence.ts'
import type { ComparedTitle, TermComparison, TermHunk } from '../term-comparison.ts'
import type { Term } from '../terms.ts'
import type { ClassDetector } from '../title-pair.ts'

/**
 * Polarity flips; a denial, or a statement with no, not or without, comes or goes.
 * - `The mayor is guilty` -> `The mayor is not guilty`
 * - `unable to sail` -> `able to sail`
 * - `Two die` -> `Two die. The firm denies any fault.`
 */
export const detectNegation: ClassDetector = ({ terms }) => {
  if (terms === null) return null
  return terms.hunks.some((hunk) => changesDenial(hunk, terms)) || terms.hunks.some(hasOpposites) ? 'factual' : null
}

/** The denials, each with the word behind it, and the opposites. */
export const findNegationEvidence: ClassEvidenceFinder = ({ terms }) => {
  if (terms === null) return noEvidence
  const { before, after, hunks } = terms
  const denial = (own: readonly Term[], side: ComparedTitle) => phrasesOf(denialTerms(own, side), side)
  return mergeEvidence(
    ...hunks
      .filter((hunk) => changesDenial(hunk, terms))
      .map(({ removed, added }) => ({ removed: denial(removed, before), added: denial(added, after) })),
    ...hunks.map(oppositeEvidence),
  )
}

function denialTerms(own: readonly Term[], side: ComparedTitle): Term[] {
  return own
    .filter((term) => isDenial(term, side))
    .flatMap((term) => {
      const next = side.terms[term.at + 1]
      return next?.sentence === term.sentence && next.kind !== 'function' && next.marks === '' ? [term, next] : [term]
    })
}

function oppositeEvidence({ removed, added }: TermHunk): ClassEvidence {
  const pairs = removed.flatMap((one) =>
    added.flatMap((other) => (areOpposites(firstWord(one), firstWord(other)) ? [[one, other] as const] : [])),
  )
  return { removed: pairs.map(([one]) => [one]), added: pairs.map(([, other]) => [other]) }
}

function changesDenial({ removed, added }: TermHunk, terms: TermComparison): boolean {
  const gone = removed.some((term) => isDenial(term, terms.before))
  const come = added.some((term) => isDenial(term, terms.after))
  return gone !== come
}

/** Whether a term denies something by itself, or flips a word behind it that both titles have. */
function isDenial(term: Term, side: ComparedTitle): boolean {
  if (term.kind !== 'negation' || term.key === 'negation:against') return false
  if (term.key !== 'negation:flip') return true
  const next = side.terms[term.at + 1]
  return next !== undefined && next.kind !== 'function' && side.matched[next.at] === true
}

let bothWayPairsCache: ReadonlySet<string> | null = null

/** Pairs of opposites, in both orders. */
function bothWayPairs(): ReadonlySet<string> {
  bothWayPairsCache ??= new Set(
    oppositeWordPairs
      .trim()
      .split(' | ')
      .flatMap((pair) => [pair, pair.split(' ').reverse().join(' ')]),
  )
  return bothWayPairsCache
}

/** Whether a word stands in place of its opposite. */
export function hasOpposites({ removed, added }: TermHunk): boolean {
  return removed.some((one) => added.some((other) => areOpposites(firstWord(one), firstWord(other))))
}

function firstWord(term: Term): string {
  return term.surface.toLowerCase().split(' ')[0] ?? ''
}

function areOpposites(one: string, other: string): boolean {
  if (bothWayPairs().has(`${one} ${other}`)) return true
  return (
    one.length !== other.length &&
    (one.replace(negatingPrefix, '') === other || other.replace(negatingPrefix, '') === one)
  )
}
