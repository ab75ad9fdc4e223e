import { denyingPrefix, opposites } from '../../language/english/negations.ts'
import { type ClassWords, type Evidence, noWords, phrasesOf, together } from '../class-evidence.ts'
import type { Comparison, Hunk, Side } from '../term-comparison.ts'
import type { Term } from '../terms.ts'
import type { ClassRule } from '../title-pair.ts'

/**
 * Polarity flips; a denial, or a statement with no, not or without, comes or goes.
 * - `The mayor is guilty` -> `The mayor is not guilty`
 * - `unable to sail` -> `able to sail`
 * - `Two die` -> `Two die. The firm denies any fault.`
 */
export const negation: ClassRule = ({ terms }) => {
  if (terms === null) return null
  return terms.hunks.some((hunk) => denies(hunk, terms)) || terms.hunks.some(isOpposed) ? 'factual' : null
}

/** The denials, each with the word behind it, and the opposites. */
export const negationWords: ClassWords = ({ terms }) => {
  if (terms === null) return noWords
  const { before, after, hunks } = terms
  const denial = (own: readonly Term[], side: Side) => phrasesOf(denialsOf(own, side), side)
  return together(
    ...hunks
      .filter((hunk) => denies(hunk, terms))
      .map(({ removed, added }) => ({ removed: denial(removed, before), added: denial(added, after) })),
    ...hunks.map(opposed),
  )
}

function denialsOf(own: readonly Term[], side: Side): Term[] {
  return own
    .filter((term) => isDenial(term, side))
    .flatMap((term) => {
      const next = side.terms[term.at + 1]
      return next?.sentence === term.sentence && next.kind !== 'function' && next.marks === '' ? [term, next] : [term]
    })
}

function opposed({ removed, added }: Hunk): Evidence {
  const pairs = removed.flatMap((one) =>
    added.flatMap((other) => (areOpposite(wordOf(one), wordOf(other)) ? [[one, other] as const] : [])),
  )
  return { removed: pairs.map(([one]) => [one]), added: pairs.map(([, other]) => [other]) }
}

function denies({ removed, added }: Hunk, terms: Comparison): boolean {
  const gone = removed.some((term) => isDenial(term, terms.before))
  const come = added.some((term) => isDenial(term, terms.after))
  return gone !== come
}

/** Whether a term denies something by itself, or flips a word behind it that both titles have. */
function isDenial(term: Term, side: Side): boolean {
  if (term.kind !== 'negation' || term.key === 'negation:against') return false
  if (term.key !== 'negation:flip') return true
  const next = side.terms[term.at + 1]
  return next !== undefined && next.kind !== 'function' && side.matched[next.at] === true
}

let pairsOfOpposites: ReadonlySet<string> | null = null

/** Pairs of opposites, in both orders. */
function opposedPairs(): ReadonlySet<string> {
  pairsOfOpposites ??= new Set(
    opposites
      .trim()
      .split(' | ')
      .flatMap((pair) => [pair, pair.split(' ').reverse().join(' ')]),
  )
  return pairsOfOpposites
}

/** Whether a word stands in place of its opposite. */
export function isOpposed({ removed, added }: Hunk): boolean {
  return removed.some((one) => added.some((other) => areOpposite(wordOf(one), wordOf(other))))
}

function wordOf(term: Term): string {
  return term.surface.toLowerCase().split(' ')[0] ?? ''
}

function areOpposite(one: string, other: string): boolean {
  if (opposedPairs().has(`${one} ${other}`)) return true
  return (
    one.length !== other.length &&
    (one.replace(denyingPrefix, '') === other || other.replace(denyingPrefix, '') === one)
  )
}
