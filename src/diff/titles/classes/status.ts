import type { StatusStage } from '../../language/language.ts'
import {
  type ClassEvidence,
  type ClassEvidenceFinder,
  mergeEvidence,
  noEvidence,
  phrasesOf,
} from '../class-evidence.ts'
import type { ComparedTitle, TermComparison, TermHunk } from '../term-comparison.ts'
import { isContent, type Term } from '../terms.ts'
import type { ClassDetector } from '../title-pair.ts'
import { isRewritten } from './rewrite.ts'

/**
 * The state of affairs moves: along a line of succession, or from what is to come to what has come.
 * - `The pilot is missing` -> `The pilot is found dead`
 * - `A court will hear the case` -> `A court hears the case`
 * - `A man is charged with theft` -> `A man is acquitted of theft`
 */
export const detectStatus: ClassDetector = ({ terms }) => {
  if (terms === null) return null
  const changesStage = terms.hunks.some((hunk) => replacesStage(hunk) || changesFuture(hunk, terms))
  const { before, after, removed, added } = terms
  const changesOutlook =
    announcementTerms(before).length + announcementTerms(after).length > 0 ||
    (isRewritten(terms) && onlyOneLooksAhead(terms))
  return changesStage ||
    changesOutlook ||
    followingStages(after, before, removed).length > 0 ||
    followingStages(before, after, added).length > 0
    ? 'factual'
    : null
}

/** The stages in place of each other, those that followed, and the words that speak of what is to come. */
export const findStatusEvidence: ClassEvidenceFinder = ({ terms }) => {
  if (terms === null) return noEvidence
  const { before, after, hunks, removed, added } = terms
  const looksAhead = (side: ComparedTitle) =>
    isRewritten(terms) && onlyOneLooksAhead(terms)
      ? side.terms.filter((term) => term.sentence === 0 && refersToFuture(term, side))
      : []
  return mergeEvidence(
    ...hunks.filter(replacesStage).map((hunk) => stageEvidence(hunk, terms)),
    ...hunks.filter((hunk) => changesFuture(hunk, terms)).map((hunk) => futureEvidence(hunk, terms)),
    {
      removed: phrasesOf(
        [...announcementTerms(before), ...followingStages(before, after, added), ...looksAhead(before)],
        before,
      ),
      added: phrasesOf(
        [...announcementTerms(after), ...followingStages(after, before, removed), ...looksAhead(after)],
        after,
      ),
    },
  )
}

/** The words for the stages of one line on both sides. */
function stageEvidence({ removed, added }: TermHunk, { before, after }: TermComparison): ClassEvidence {
  const inLine = (own: readonly Term[], others: readonly Term[]) => {
    const sequences = new Set(stagesOf(others).map(({ sequence }) => sequence))
    return own.filter((term) => stagesOf([term]).some(({ sequence }) => sequences.has(sequence)))
  }
  return { removed: phrasesOf(inLine(removed, added), before), added: phrasesOf(inLine(added, removed), after) }
}

// A verb has at most so many words with what belongs to it.
const maxVerbTerms = 3

/** The word for what is to come with the verb behind it; what stands in its place where that may be a verb alone. */
function futureEvidence({ removed, added }: TermHunk, { before, after }: TermComparison): ClassEvidence {
  const futureTerms = (own: readonly Term[], side: ComparedTitle) => {
    const from = own.findIndex((term) => refersToFuture(term, side))
    if (from >= 0) return own.slice(from, from + maxVerbTerms - 1)
    return own.length <= maxVerbTerms ? own : []
  }
  return {
    removed: phrasesOf(futureTerms(removed, before), before),
    added: phrasesOf(futureTerms(added, after), after),
  }
}

/** The stages that some terms tell. */
function stagesOf(terms: readonly Term[]): StatusStage[] {
  return terms.flatMap(({ kind, sense }) => (kind === 'word' ? sense.statusStages : []))
}

/** Whether one stage of a line stands in place of another. */
export function replacesStage({ removed, added }: TermHunk): boolean {
  const left = stagesOf(removed)
  const right = stagesOf(added)
  return left.some(({ sequence }) => {
    const stages = right.filter((state) => state.sequence === sequence)
    return stages.length > 0 && stages.every(({ rank }) => left.every((state) => state.rank !== rank))
  })
}

// Lines in which a new stage that is told beside an old one has followed it. Others tell of several people at once.
const successionLines = new Set(['custody', 'office', 'search', 'ban'])

/** The terms for a stage that only one title tells, and that follows those of its line that both tell. */
function followingStages(own: ComparedTitle, other: ComparedTitle, others: readonly Term[]): readonly Term[] {
  const isInLine = ({ sequence }: StatusStage) => successionLines.has(sequence)
  const newTerms = own.terms.filter(
    (term) => !own.matched[term.at] && term.sense.statusStages.length > 0 && stagesOf([term]).some(isInLine),
  )
  if (newTerms.length === 0) return newTerms
  const replaced = stagesOf(others)
  const earlierStages = [...stagesOf(other.terms), ...stagesOf(own.terms.filter((term) => own.matched[term.at]))]
  const follows = (state: StatusStage) => {
    const before = earlierStages.filter(({ sequence }) => sequence === state.sequence)
    const isReplaced = replaced.some(({ sequence }) => sequence === state.sequence)
    return !isReplaced && before.length > 0 && before.every(({ rank }) => rank < state.rank)
  }
  return newTerms.filter((term) => stagesOf([term]).some((state) => isInLine(state) && follows(state)))
}

/** Whether what is to come in one title has come in the other. */
export function changesFuture({ removed, added }: TermHunk, terms: TermComparison): boolean {
  const { before, after } = terms
  const left = removed.find((term) => refersToFuture(term, before))
  const right = added.find((term) => refersToFuture(term, after))
  if ((left === undefined) === (right === undefined)) return false
  const [term, side, counterpart] = left === undefined ? [right, after, removed] : [left, before, added]
  if (term === undefined || counterpart.some((other) => other.key === 'function:would')) return false
  if (!(side.sentenceKept[term.sentence] || isRewritten(terms))) return false
  const next = side.terms.slice(term.at + 1, term.at + 3).find(isContent)
  return counterpart.some(isContent) || (next !== undefined && side.matched[next.at] === true)
}

/** Would is no such word: it is mostly the will of a speaker in the past. */
function isFutureWord(term: Term): boolean {
  if (term.kind === 'function') return term.key === 'function:will' && term.surface !== 'to be'
  return term.key === 'hedge:expected' || (term.kind === 'word' && term.sense.isFuture)
}

/** The terms by which what is to come in both titles is announced in one. */
function announcementTerms(side: ComparedTitle): Term[] {
  return side.terms.filter(
    (term) =>
      !side.matched[term.at] &&
      term.sense.statusStages.some(({ stage }) => stage === 'announced') &&
      side.terms.some((other) => other.sentence === term.sentence && side.matched[other.at] && isFutureWord(other)),
  )
}

/** Whether the first sentence of one of two texts speaks of what is to come, and the other does not. */
function onlyOneLooksAhead({ before, after }: TermComparison): boolean {
  const looksAhead = (side: ComparedTitle) =>
    side.terms.some((term) => term.sentence === 0 && refersToFuture(term, side))
  return looksAhead(before) !== looksAhead(after)
}

/** Whether a term speaks of what is to come, and not of whether it will. */
function refersToFuture(term: Term, side: ComparedTitle): boolean {
  return isFutureWord(term) && !/^(?:whether|if)$/i.test(side.terms[term.at - 2]?.surface ?? '')
}
