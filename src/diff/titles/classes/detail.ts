import type { ChangeClass, Severity } from '../../../model/change.ts'
import { phrasesOf } from '../class-evidence.ts'
import { type ClassRule, termRule } from '../class-rule.ts'
import { highestSeverity } from '../severity.ts'
import type { ComparedTitle, TermComparison } from '../term-comparison.ts'
import { contentWeight, isFunctionWord, type Term } from '../terms.ts'
import { attributionTerms } from './attribution.ts'

/**
 * Something is said that was not said before. A clause of its own or many words are factual; a mere attribute is
 * editorial.
 * - `A fire ruins a church` -> `A fire ruins a church. The tower fell hours later.` (factual)
 * - `A mayor resigns` -> `A popular mayor resigns` (editorial)
 */
export const detailAddedRule = detailRule('detail-added')

/**
 * Something is no longer said.
 * - `Two die in a flood. A bridge is closed.` -> `Two die in a flood.` (factual)
 * - `Actress Ann Example sues` -> `Ann Example sues` (editorial)
 */
export const detailRemovedRule = detailRule('detail-removed')

function detailRule(kind: ChangeClass): ClassRule {
  const isAddition = kind === 'detail-added'
  return termRule({
    kind,
    severity: 'editorial',
    detect: (terms) => {
      const details = findDetails(terms, isAddition)
      return details.length > 0 && highestSeverity(details.map(({ severity }) => severity))
    },
    words: (terms) => {
      const phrases = detailPhrases(terms, isAddition)
      return isAddition ? { removed: [], added: phrases } : { removed: phrases, added: [] }
    },
  })
}

// The content from which a detail is factual, in words.
const minFactualWeight = 4
const minFactualClauseWeight = 2
// The content that a replacement must have beyond the replaced words to be a detail.
const minSurplusWeight = 2

function findDetails(terms: TermComparison, isAddition: boolean): { own: readonly Term[]; severity: Severity }[] {
  const [side, other] = isAddition ? [terms.after, terms.before] : [terms.before, terms.after]
  const attributed = attributionTerms(terms)
  return terms.hunks.flatMap((hunk) => {
    const removed = hunk.removed.filter((term) => !attributed.has(term))
    const added = hunk.added.filter((term) => !attributed.has(term))
    const [own, others] = isAddition ? [added, removed] : [removed, added]
    const severity = detailSeverity(own, others, side, other)
    return severity === null ? [] : [{ own, severity }]
  })
}

/** The details from their first to their last content word. */
function detailPhrases(terms: TermComparison, isAddition: boolean): Term[][] {
  return findDetails(terms, isAddition).flatMap(({ own }) => {
    const last = own.findLastIndex((term) => !isFunctionWord(term))
    const phrases = phrasesOf(own.slice(0, last + 1), isAddition ? terms.after : terms.before)
    return phrases.filter((phrase) => !phrase.every(isFunctionWord))
  })
}

/** The severity of what some terms say beyond the terms that replaced them; null where that is no detail. */
function detailSeverity(
  own: readonly Term[],
  others: readonly Term[],
  side: ComparedTitle,
  other: ComparedTitle,
): Severity | null {
  const weight = newWeight(own, other)
  const counterWeight = newWeight(others, side)
  const surplus = weight - counterWeight
  const isAlone = others.every(isFunctionWord)
  if (counterWeight === 0 && isAlone ? weight <= 0 : surplus < minSurplusWeight) return null
  const isClause =
    countSentenceStarts(own) !== countSentenceStarts(others) ||
    (isAlone && own.some((term) => isFunctionWord(term) && side.language.opensDetail(term.surface)))
  return surplus >= (isClause ? minFactualClauseWeight : minFactualWeight) ? 'factual' : 'editorial'
}

/** The content of terms that the other title has nowhere. */
function newWeight(terms: readonly Term[], other: ComparedTitle): number {
  return terms.reduce((weight, term) => weight + (other.hasTerm(term) ? 0 : contentWeight(term)), 0)
}

/** How many sentences begin within some terms, behind the first. */
function countSentenceStarts(terms: readonly Term[]): number {
  return terms.slice(1).filter((term) => term.opening).length
}
