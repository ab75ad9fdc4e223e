import type { Severity } from '../../../model/change.ts'
import { clauseWords } from '../../language/english/functions.ts'
import { type ClassWords, noWords, phrasesOf } from '../class-evidence.ts'
import { gravest } from '../severity.ts'
import type { Comparison, Hunk, Side } from '../term-comparison.ts'
import { type Term, weightOf } from '../terms.ts'
import type { ClassRule } from '../title-pair.ts'
import { termsOfSource } from './attribution.ts'

/**
 * Something is said that was not said before. A fact that matters is a clause of its own or a few words; a mere
 * attribute is editorial.
 * - `A fire ruins a church` -> `A fire ruins a church. The tower fell hours later.` (factual)
 * - `A mayor resigns` -> `A popular mayor resigns` (editorial)
 */
export const detailAdded: ClassRule = ({ terms }) =>
  terms === null ? null : gravestDetail(terms, terms.after, terms.before, (hunk) => [hunk.added, hunk.removed])

/**
 * Something is no longer said.
 * - `Two die in a flood. A bridge is closed.` -> `Two die in a flood.` (factual)
 * - `Actress Ann Example sues` -> `Ann Example sues` (editorial)
 */
export const detailRemoved: ClassRule = ({ terms }) =>
  terms === null ? null : gravestDetail(terms, terms.before, terms.after, (hunk) => [hunk.removed, hunk.added])

export const detailAddedWords: ClassWords = ({ terms }) =>
  terms === null
    ? noWords
    : { removed: [], added: newWords(terms, terms.after, terms.before, (hunk) => [hunk.added, hunk.removed]) }

export const detailRemovedWords: ClassWords = ({ terms }) =>
  terms === null
    ? noWords
    : { removed: newWords(terms, terms.before, terms.after, (hunk) => [hunk.removed, hunk.added]), added: [] }

// From so many words of content on, a detail is one that matters.
const weightyDetail = 4
const weightyClause = 2
// Beyond its counterpart, a replacement says something new from so many words on.
const leastSurplus = 2

type Sides = (hunk: Hunk) => readonly [own: readonly Term[], others: readonly Term[]]

interface Detail {
  readonly own: readonly Term[]
  readonly severity: Severity
}

function gravestDetail(terms: Comparison, side: Side, other: Side, sidesOf: Sides): Severity | null {
  const details = detailsOf(terms, side, other, sidesOf)
  return details.length === 0 ? null : gravest(details.map(({ severity }) => severity))
}

function detailsOf({ hunks }: Comparison, side: Side, other: Side, sidesOf: Sides): Detail[] {
  // Who says what both titles say is no detail.
  const sources = new Set([...termsOfSource(side, other), ...termsOfSource(other, side)])
  return hunks.flatMap((hunk) => {
    const [own = [], others = []] = sidesOf(hunk).map((terms) => terms.filter((term) => !sources.has(term)))
    const severity = detailOf(own, others, side, other)
    return severity === null ? [] : [{ own, severity }]
  })
}

/** The details from their first to their last word of weight. */
function newWords(terms: Comparison, side: Side, other: Side, sidesOf: Sides): Term[][] {
  return detailsOf(terms, side, other, sidesOf).flatMap(({ own }) => {
    const isSmall = (term: Term) => term.kind === 'function'
    const last = own.findLastIndex((term) => !isSmall(term))
    return phrasesOf(own.slice(0, last + 1), side).filter((phrase) => !phrase.every(isSmall))
  })
}

/** What some terms say beyond those in their place on the other side. */
function detailOf(own: readonly Term[], others: readonly Term[], side: Side, other: Side): Severity | null {
  const weight = newWeight(own, other)
  const counter = newWeight(others, side)
  const surplus = weight - counter
  const isDetail =
    counter === 0 && others.every((term) => term.kind === 'function') ? weight > 0 : surplus >= leastSurplus
  if (!isDetail) return null
  return isWeighty(own, others, surplus) ? 'factual' : 'editorial'
}

/** How much some terms say; what the other title says elsewhere is nothing new. */
function newWeight(terms: readonly Term[], other: Side): number {
  return terms.reduce((weight, term) => weight + (other.says(term) ? 0 : weightOf(term)), 0)
}

/** Whether what came or went is a fact of its own: a clause, or many words. */
function isWeighty(own: readonly Term[], others: readonly Term[], weight: number): boolean {
  const isClause =
    openings(own) !== openings(others) ||
    (others.every((term) => term.kind === 'function') &&
      own.some((term) => term.kind === 'function' && clauseWords.has(term.surface.toLowerCase())))
  return weight >= (isClause ? weightyClause : weightyDetail)
}

/** How many sentences begin within some terms, behind the first. */
function openings(terms: readonly Term[]): number {
  return terms.slice(1).filter((term) => term.opening).length
}
