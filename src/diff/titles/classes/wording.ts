import type { ChangeClass } from '../../../model/change.ts'
import {
  type ClassEvidenceFinder,
  evidenceOfPairings,
  mergeEvidence,
  noEvidence,
  phrasesOf,
} from '../class-evidence.ts'
import type { ComparedTitle, TermComparison, TermHunk } from '../term-comparison.ts'
import { isContent, type Term, totalContentWeight } from '../terms.ts'
import type { ClassDetector } from '../title-pair.ts'
import { attributionTerms } from './attribution.ts'
import { nameSeverity } from './name.ts'
import { hasOpposites } from './negation.ts'
import { isRewritten } from './rewrite.ts'
import { replacesStage } from './status.ts'

/**
 * The same facts in other words, in another order, or under another accepted name.
 * - `A blaze ruins a church` -> `A fire ruins a church`
 * - `The UK votes` -> `The United Kingdom votes`
 * - `In June, voters decide` -> `Voters decide in June`
 */
export const detectWording: ClassDetector = ({ terms }) => {
  if (terms === null || isRewritten(terms)) return null
  const { pairings, hunks, moved } = terms
  if (pairings.some((pairing) => wordingClasses.has(pairing.kind))) return 'editorial'
  if (moved.some((term) => term.kind !== 'function')) return 'editorial'
  return hunks.some((hunk) => isReworded(hunk, terms)) ? 'editorial' : null
}

const wordingClasses: ReadonlySet<ChangeClass> = new Set<ChangeClass>(['wording', 'hedge'])

/** The words in place of each other; those that only changed their places are not told. */
export const findWordingEvidence: ClassEvidenceFinder = ({ terms }) => {
  if (terms === null) return noEvidence
  const rewordedHunks = terms.hunks.filter((hunk) => isReworded(hunk, terms))
  return mergeEvidence(evidenceOfPairings(terms.pairings.filter(({ kind }) => wordingClasses.has(kind))), {
    removed: rewordedHunks.flatMap(({ removed }) => phrasesOf(trimFunctionWords(removed), terms.before)),
    added: rewordedHunks.flatMap(({ added }) => phrasesOf(trimFunctionWords(added), terms.after)),
  })
}

/** Without the small words at the end, which belong to what follows. */
function trimFunctionWords(terms: readonly Term[]): readonly Term[] {
  return terms.slice(0, terms.findLastIndex((term) => !isFunctionWord(term)) + 1)
}

/** Whether words of content stand in place of others, or go where they are told elsewhere. */
function isReworded(hunk: TermHunk, terms: TermComparison): boolean {
  const { removed, added } = hunk
  if (added.every(isFunctionWord) && isSaidElsewhere(removed, terms.after)) return true
  if (removed.every(isFunctionWord) && isSaidElsewhere(added, terms.before)) return true
  if (totalContentWeight(removed) === 0 || totalContentWeight(added) === 0 || hasOtherClass(hunk, terms)) return false
  return [...removed, ...added].some((term) => term.kind === 'word') || nameSeverity(hunk, terms) === null
}

function isSaidElsewhere(own: readonly Term[], other: ComparedTitle): boolean {
  return totalContentWeight(own) > 0 && own.every((term) => !isContent(term) || other.hasTerm(term))
}

/** Whether what differs is wholly another stage of affairs, another source, or the opposite. */
function hasOtherClass(hunk: TermHunk, { before, after }: TermComparison): boolean {
  const attributed = new Set([...attributionTerms(before, after), ...attributionTerms(after, before)])
  const content = [...hunk.removed, ...hunk.added].filter(isContent)
  if (content.every((term) => attributed.has(term)) || hasOpposites(hunk)) return true
  return replacesStage(hunk) && content.every((term) => term.sense.statusStages.length > 0)
}

function isFunctionWord(term: Term): boolean {
  return term.kind === 'function'
}
