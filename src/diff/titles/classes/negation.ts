import { mergeEvidence, termEvidence } from '../class-evidence.ts'
import { termRule } from '../class-rule.ts'
import type { ComparedTitle, TermComparison, TermHunk } from '../term-comparison.ts'
import { isFunctionWord, type Term } from '../terms.ts'

/**
 * The polarity of a statement flips, or a denial is added or removed.
 * - `The mayor is guilty` -> `The mayor is not guilty`
 * - `unable to sail` -> `able to sail`
 * - `Two die` -> `Two die. The firm denies any fault.`
 */
export const negationRule = termRule({
  kind: 'negation',
  severity: 'factual',
  detect: (terms) => terms.hunks.some((hunk) => changesDenial(hunk, terms) || hasOpposites(hunk, terms)),
  words: (terms) => {
    const { before, after, hunks } = terms
    return mergeEvidence(
      ...hunks
        .filter((hunk) => changesDenial(hunk, terms))
        .map(({ removed, added }) => termEvidence(terms, denialTerms(removed, before), denialTerms(added, after))),
      ...hunks.map((hunk) => {
        const pairs = oppositesOf(hunk, terms)
        return { removed: pairs.map(([one]) => [one]), added: pairs.map(([, other]) => [other]) }
      }),
    )
  },
})

/** The denials among some terms, each with the word behind it. */
function denialTerms(own: readonly Term[], side: ComparedTitle): Term[] {
  return own
    .filter((term) => isDenial(term, side))
    .flatMap((term) => {
      const next = side.terms[term.at + 1]
      return next?.sentence === term.sentence && !isFunctionWord(next) && next.marks === '' ? [term, next] : [term]
    })
}

function changesDenial({ removed, added }: TermHunk, { before, after }: TermComparison): boolean {
  return removed.some((term) => isDenial(term, before)) !== added.some((term) => isDenial(term, after))
}

/** Whether a term denies by itself, or flips the word behind it, which both titles have. */
function isDenial(term: Term, side: ComparedTitle): boolean {
  if (term.kind !== 'negation' || term.key === 'negation:against') return false
  if (term.key !== 'negation:flip') return true
  const next = side.terms[term.at + 1]
  return next !== undefined && !isFunctionWord(next) && side.matched[next.at] === true
}

/** Whether a word replaces its opposite. */
export function hasOpposites(hunk: TermHunk, terms: TermComparison): boolean {
  return oppositesOf(hunk, terms).length > 0
}

function oppositesOf({ removed, added }: TermHunk, { before }: TermComparison): (readonly [Term, Term])[] {
  return removed.flatMap((one) =>
    added
      .filter((other) => before.language.areOpposites(firstWord(one), firstWord(other)))
      .map((other) => [one, other] as const),
  )
}

function firstWord(term: Term): string {
  return term.surface.toLowerCase().split(' ')[0] ?? ''
}
