import type { Severity } from '../../../model/change.ts'
import { clauseStarters } from '../../language/english/function-words.ts'
import { type ClassEvidenceFinder, noEvidence, phrasesOf } from '../class-evidence.ts'
import { highestSeverity } from '../severity.ts'
import type { ComparedTitle, TermComparison, TermHunk } from '../term-comparison.ts'
import { contentWeight, type Term } from '../terms.ts'
import type { ClassDetector } from '../title-pair.ts'
import { attributionTerms } from './attribution.ts'

/**
 * Something is said that was not said before. A fact that matters is a clause of its own or a few words; a mere
 * attribute is editorial.
 * - `A fire ruins a church` -> `A fire ruins a church. The tower fell hours later.` (factual)
 * - `A mayor resigns` -> `A popular mayor resigns` (editorial)
 */
export const detectDetailAdded: ClassDetector = ({ terms }) =>
  terms === null ? null : detailSeverity(terms, terms.after, terms.before, (hunk) => [hunk.added, hunk.removed])

/**
 * Something is no longer said.
 * - `Two die in a flood. A bridge is closed.` -> `Two die in a flood.` (factual)
 * - `Actress Ann Example sues` -> `Ann Example sues` (editorial)
 */
export const detectDetailRemoved: ClassDetector = ({ terms }) =>
  terms === null ? null : detailSeverity(terms, terms.before, terms.after, (hunk) => [hunk.removed, hunk.added])

export const findDetailAddedEvidence: ClassEvidenceFinder = ({ terms }) =>
  terms === null
    ? noEvidence
    : { removed: [], added: detailPhrases(terms, terms.after, terms.before, (hunk) => [hunk.added, hunk.removed]) }

export const findDetailRemovedEvidence: ClassEvidenceFinder = ({ terms }) =>
  terms === null
    ? noEvidence
    : { removed: detailPhrases(terms, terms.before, terms.after, (hunk) => [hunk.removed, hunk.added]), added: [] }

// From so many words of content on, a detail is one that matters.
const minFactualWeight = 4
const minFactualClauseWeight = 2
// Beyond its counterpart, a replacement says something new from so many words on.
const minSurplusWeight = 2

type HunkTerms = (hunk: TermHunk) => readonly [own: readonly Term[], others: readonly Term[]]

interface Detail {
  readonly own: readonly Term[]
  readonly severity: Severity
}

function detailSeverity(
  terms: TermComparison,
  side: ComparedTitle,
  other: ComparedTitle,
  termsOf: HunkTerms,
): Severity | null {
  const details = findDetails(terms, side, other, termsOf)
  return details.length === 0 ? null : highestSeverity(details.map(({ severity }) => severity))
}

function findDetails(
  { hunks }: TermComparison,
  side: ComparedTitle,
  other: ComparedTitle,
  termsOf: HunkTerms,
): Detail[] {
  // Who says what both titles say is no detail.
  const attributed = new Set([...attributionTerms(side, other), ...attributionTerms(other, side)])
  return hunks.flatMap((hunk) => {
    const [own = [], others = []] = termsOf(hunk).map((terms) => terms.filter((term) => !attributed.has(term)))
    const severity = severityOfTerms(own, others, side, other)
    return severity === null ? [] : [{ own, severity }]
  })
}

/** The details from their first to their last word of weight. */
function detailPhrases(terms: TermComparison, side: ComparedTitle, other: ComparedTitle, termsOf: HunkTerms): Term[][] {
  return findDetails(terms, side, other, termsOf).flatMap(({ own }) => {
    const isSmall = (term: Term) => term.kind === 'function'
    const last = own.findLastIndex((term) => !isSmall(term))
    return phrasesOf(own.slice(0, last + 1), side).filter((phrase) => !phrase.every(isSmall))
  })
}

/** What some terms say beyond those in their place on the other side. */
function severityOfTerms(
  own: readonly Term[],
  others: readonly Term[],
  side: ComparedTitle,
  other: ComparedTitle,
): Severity | null {
  const weight = weightOfNewTerms(own, other)
  const counterWeight = weightOfNewTerms(others, side)
  const surplus = weight - counterWeight
  const isDetail =
    counterWeight === 0 && others.every((term) => term.kind === 'function') ? weight > 0 : surplus >= minSurplusWeight
  if (!isDetail) return null
  return isFactual(own, others, surplus) ? 'factual' : 'editorial'
}

/** How much some terms say; what the other title says elsewhere is nothing new. */
function weightOfNewTerms(terms: readonly Term[], other: ComparedTitle): number {
  return terms.reduce((weight, term) => weight + (other.hasTerm(term) ? 0 : contentWeight(term)), 0)
}

/** Whether what came or went is a fact of its own: a clause, or many words. */
function isFactual(own: readonly Term[], others: readonly Term[], weight: number): boolean {
  const isClause =
    countSentenceStarts(own) !== countSentenceStarts(others) ||
    (others.every((term) => term.kind === 'function') &&
      own.some((term) => term.kind === 'function' && clauseStarters.has(term.surface.toLowerCase())))
  return weight >= (isClause ? minFactualClauseWeight : minFactualWeight)
}

/** How many sentences begin within some terms, behind the first. */
function countSentenceStarts(terms: readonly Term[]): number {
  return terms.slice(1).filter((term) => term.opening).length
}
