import type { Severity } from '../../../model/change.ts'
import {
  type ClassEvidence,
  type ClassEvidenceFinder,
  evidenceOfPairings,
  mergeEvidence,
  noEvidence,
  phrasesOf,
} from '../class-evidence.ts'
import { sharesSpeaker, speakerClausesOf } from '../speaker-clauses.ts'
import type { ComparedTitle, TermComparison, TermHunk } from '../term-comparison.ts'
import type { Term } from '../terms.ts'
import type { ClassDetector } from '../title-pair.ts'

/**
 * A claim that both titles make becomes more or less certain, a number that both have more or less exact.
 * - `A ship sinks` -> `A ship reportedly sinks`
 * - `At least six die` -> `Six die`
 * - `Nearly 90 march` -> `Almost 90 march` (editorial: the force is the same)
 */
export const detectHedge: ClassDetector = ({ terms }) => {
  if (terms === null) return null
  if (terms.hunks.some((hunk) => changesCertainty(hunk, terms))) return 'factual'
  const verbChange = speechVerbChange(terms)
  if (verbChange?.severity === 'factual') return 'factual'
  return verbChange?.severity ?? (terms.pairings.some((pairing) => pairing.kind === 'hedge') ? 'editorial' : null)
}

/** The words of doubt, the numbers in more and less exact words, the verbs of one speaker. */
export const findHedgeEvidence: ClassEvidenceFinder = ({ terms }) => {
  if (terms === null) return noEvidence
  const { before, after, hunks, pairings } = terms
  const verbChange = speechVerbChange(terms)
  return mergeEvidence(
    ...hunks.map((hunk) => certaintyEvidence(hunk, terms)),
    verbChange === null
      ? noEvidence
      : { removed: phrasesOf([verbChange.one], before), added: phrasesOf([verbChange.other], after) },
    evidenceOfPairings(pairings.filter(({ kind }) => kind === 'hedge')),
  )
}

function changesCertainty(hunk: TermHunk, { before, after }: TermComparison): boolean {
  return (
    changesExactness(hunk) ||
    countedHedges(hunk, hunk.removed, before).length + countedHedges(hunk, hunk.added, after).length > 0
  )
}

function certaintyEvidence(hunk: TermHunk, { before, after }: TermComparison): ClassEvidence {
  const numbers = (terms: readonly Term[]) => (changesExactness(hunk) ? terms.filter(isNumber) : [])
  return {
    removed: phrasesOf([...numbers(hunk.removed), ...countedHedges(hunk, hunk.removed, before)], before),
    added: phrasesOf([...numbers(hunk.added), ...countedHedges(hunk, hunk.added, after)], after),
  }
}

/** Whether an exact number stands in place of a vague one. */
function changesExactness({ removed, added }: TermHunk): boolean {
  return (hasNumber(removed, true) && hasNumber(added, false)) || (hasNumber(added, true) && hasNumber(removed, false))
}

/** The hedges of one side of a place; one before a number that is new with it is a part of what is new. */
function countedHedges({ removed, added }: TermHunk, own: readonly Term[], side: ComparedTitle): Term[] {
  const isNumberInOne = removed.some(isNumber) !== added.some(isNumber)
  return own.filter(
    (term, at) =>
      term.kind === 'hedge' &&
      side.sentenceKept[term.sentence] === true &&
      !(isNumberInOne && own.slice(at + 1, at + 3).some(isNumber)),
  )
}

function hasNumber(terms: readonly Term[], vague: boolean): boolean {
  return terms.some((term) => term.kind === 'number' && term.vague === vague)
}

function isNumber(term: Term): boolean {
  return term.kind === 'number'
}

/** One speaker says it with more or less doubt. To say and to claim differ in tone alone. */
function speechVerbChange({ before, after }: TermComparison): { severity: Severity; one: Term; other: Term } | null {
  const left = speakerClausesOf(before).filter((clause) => !before.matched[clause.term.at])
  const right = speakerClausesOf(after).filter((clause) => !after.matched[clause.term.at])
  for (const one of left) {
    for (const other of right) {
      if (one.speech === other.speech || !sharesSpeaker(one, other)) continue
      const grades = [one.speech, other.speech]
      const severity = grades.includes('weak') || grades.includes('sure') ? 'factual' : 'editorial'
      return { severity, one: one.term, other: other.term }
    }
  }
  return null
}
