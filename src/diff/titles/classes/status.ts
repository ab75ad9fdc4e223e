import type { StatusStage } from '../../language/language.ts'
import { type ClassEvidence, mergeEvidence, termEvidence } from '../class-evidence.ts'
import { termRule } from '../class-rule.ts'
import type { ComparedTitle, TermComparison, TermHunk } from '../term-comparison.ts'
import { isContent, type Term } from '../terms.ts'
import { isRewritten } from './rewrite.ts'

/**
 * The status of an event changes: from one stage of a sequence to another, or from future to present.
 * - `The pilot is missing` -> `The pilot is found dead`
 * - `A court will hear the case` -> `A court hears the case`
 * - `A man is charged with theft` -> `A man is acquitted of theft`
 */
export const statusRule = termRule({
  kind: 'status',
  severity: 'factual',
  detect: (terms) =>
    terms.hunks.some((hunk) => replacesStage(hunk) || changesFuture(hunk, terms)) ||
    (isRewritten(terms) && onlyOneLooksAhead(terms)) ||
    [terms.before, terms.after].some((side) => announcementTerms(side).length > 0) ||
    followingStages(terms.after, terms.before, terms.removed).length > 0 ||
    followingStages(terms.before, terms.after, terms.added).length > 0,
  words: (terms) => {
    const { before, after, hunks, removed, added } = terms
    const showsOutlook = isRewritten(terms) && onlyOneLooksAhead(terms)
    const singleTerms = (own: ComparedTitle, other: ComparedTitle, others: readonly Term[]) => [
      ...announcementTerms(own),
      ...followingStages(own, other, others),
      ...(showsOutlook ? futureTermsOfFirstSentence(own) : []),
    ]
    return mergeEvidence(
      ...hunks.filter(replacesStage).map((hunk) => stageEvidence(hunk, terms)),
      ...hunks.filter((hunk) => changesFuture(hunk, terms)).map((hunk) => futureEvidence(hunk, terms)),
      termEvidence(terms, singleTerms(before, after, added), singleTerms(after, before, removed)),
    )
  },
})

/** The words of a hunk for stages of a sequence that both sides have. */
function stageEvidence({ removed, added }: TermHunk, terms: TermComparison): ClassEvidence {
  const inSequence = (own: readonly Term[], others: readonly Term[]) => {
    const sequences = new Set(stagesOf(others).map(({ sequence }) => sequence))
    return own.filter((term) => stagesOf([term]).some(({ sequence }) => sequences.has(sequence)))
  }
  return termEvidence(terms, inSequence(removed, added), inSequence(added, removed))
}

// The length of a verb with its auxiliaries.
const maxVerbTerms = 3

/** The future marker with its verb, and the words of the other side where they are short enough for a verb alone. */
function futureEvidence({ removed, added }: TermHunk, terms: TermComparison): ClassEvidence {
  const verbTerms = (own: readonly Term[], side: ComparedTitle) => {
    const from = own.findIndex((term) => refersToFuture(term, side))
    if (from >= 0) return own.slice(from, from + maxVerbTerms - 1)
    return own.length <= maxVerbTerms ? own : []
  }
  return termEvidence(terms, verbTerms(removed, terms.before), verbTerms(added, terms.after))
}

function stagesOf(terms: readonly Term[]): StatusStage[] {
  return terms.flatMap(({ kind, sense }) => (kind === 'word' ? sense.statusStages : []))
}

/** Whether one stage of a sequence replaces another. */
export function replacesStage({ removed, added }: TermHunk): boolean {
  const left = stagesOf(removed)
  const right = stagesOf(added)
  return left.some(({ sequence }) => {
    const stages = right.filter((stage) => stage.sequence === sequence)
    return stages.length > 0 && stages.every(({ rank }) => left.every((stage) => stage.rank !== rank))
  })
}

/**
 * The terms for stages that only one title has, and that follow all stages of their sequence in both titles.
 * @param others terms that only the other title has
 */
function followingStages(own: ComparedTitle, other: ComparedTitle, others: readonly Term[]): readonly Term[] {
  const successionsOf = (term: Term) => stagesOf([term]).filter(({ isSuccession }) => isSuccession)
  const newTerms = own.terms.filter((term) => !own.matched[term.at] && successionsOf(term).length > 0)
  if (newTerms.length === 0) return newTerms
  const replaced = stagesOf(others)
  const earlierStages = [...stagesOf(other.terms), ...stagesOf(own.terms.filter((term) => own.matched[term.at]))]
  const follows = ({ sequence, rank }: StatusStage) => {
    const earlier = earlierStages.filter((stage) => stage.sequence === sequence)
    const isReplaced = replaced.some((stage) => stage.sequence === sequence)
    return !isReplaced && earlier.length > 0 && earlier.every((stage) => stage.rank < rank)
  }
  return newTerms.filter((term) => successionsOf(term).some(follows))
}

/** Whether the future of one title is the present or past of the other. */
export function changesFuture({ removed, added }: TermHunk, terms: TermComparison): boolean {
  const { before, after } = terms
  const left = removed.find((term) => refersToFuture(term, before))
  const right = added.find((term) => refersToFuture(term, after))
  if ((left === undefined) === (right === undefined)) return false
  const [term, side, counterpart] = left === undefined ? [right, after, removed] : [left, before, added]
  if (term === undefined || counterpart.some((other) => side.language.isReportedFuture(other.key))) return false
  if (!(side.sentenceKept[term.sentence] || isRewritten(terms))) return false
  const next = side.terms.slice(term.at + 1, term.at + 3).find(isContent)
  return counterpart.some(isContent) || (next !== undefined && side.matched[next.at] === true)
}

/** The terms that announce a plan in one title, where both titles name the plan. */
function announcementTerms(side: ComparedTitle): Term[] {
  return side.terms.filter(
    (term) =>
      !side.matched[term.at] &&
      term.sense.statusStages.some(({ stage }) => stage === 'announced') &&
      side.terms.some(
        (other) => other.sentence === term.sentence && side.matched[other.at] && isFutureTerm(other, side),
      ),
  )
}

/** Whether the first sentence of only one title refers to the future. */
function onlyOneLooksAhead({ before, after }: TermComparison): boolean {
  return futureTermsOfFirstSentence(before).length > 0 !== futureTermsOfFirstSentence(after).length > 0
}

function futureTermsOfFirstSentence(side: ComparedTitle): Term[] {
  return side.terms.filter((term) => term.sentence === 0 && refersToFuture(term, side))
}

/** Whether a term refers to the future, outside a question such as "whether it will". */
function refersToFuture(term: Term, side: ComparedTitle): boolean {
  return isFutureTerm(term, side) && !side.language.opensQuestion(side.terms[term.at - 2]?.surface ?? '')
}

function isFutureTerm({ kind, key, surface, sense }: Term, { language }: ComparedTitle): boolean {
  return language.isFuturePhrase(key, surface) || (kind === 'word' && sense.isFuture)
}
