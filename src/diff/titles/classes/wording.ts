import { mergeEvidence, pairingEvidence, termEvidence } from '../class-evidence.ts'
import { termRule } from '../class-rule.ts'
import type { TermPairing } from '../equivalent-terms.ts'
import type { ComparedTitle, TermComparison, TermHunk } from '../term-comparison.ts'
import { isContent, isFunctionWord, type Term, totalContentWeight } from '../terms.ts'
import { attributionTerms } from './attribution.ts'
import { nameSeverity } from './name.ts'
import { hasOpposites } from './negation.ts'
import { isRewritten } from './rewrite.ts'
import { replacesStage } from './status.ts'

/**
 * The same facts in other words, in another order, or under another accepted name. Words that only moved are not quoted.
 * - `A blaze ruins a church` -> `A fire ruins a church`
 * - `The UK votes` -> `The United Kingdom votes`
 * - `In June, voters decide` -> `Voters decide in June`
 */
export const wordingRule = termRule({
  kind: 'wording',
  severity: 'editorial',
  detect: (terms) =>
    !isRewritten(terms) &&
    (rewordedPairings(terms).length > 0 ||
      terms.moved.some((term) => !isFunctionWord(term)) ||
      terms.hunks.some((hunk) => isReworded(hunk, terms))),
  words: (terms) =>
    mergeEvidence(
      pairingEvidence(rewordedPairings(terms)),
      ...terms.hunks
        .filter((hunk) => isReworded(hunk, terms))
        .map(({ removed, added }) => termEvidence(terms, trimFunctionWords(removed), trimFunctionWords(added))),
    ),
})

function rewordedPairings({ pairings }: TermComparison): TermPairing[] {
  return pairings.filter(({ kind }) => kind === 'wording' || kind === 'hedge')
}

/** The terms without function words at the end, which belong to the next words. */
function trimFunctionWords(terms: readonly Term[]): readonly Term[] {
  return terms.slice(0, terms.findLastIndex((term) => !isFunctionWord(term)) + 1)
}

/** Whether content words replace others, or are removed and said elsewhere in the other title. */
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

/** Whether all content of a hunk belongs to an attribution, a pair of opposites, or a change of status. */
function hasOtherClass(hunk: TermHunk, terms: TermComparison): boolean {
  const attributed = attributionTerms(terms)
  const content = [...hunk.removed, ...hunk.added].filter(isContent)
  if (content.every((term) => attributed.has(term)) || hasOpposites(hunk, terms)) return true
  return replacesStage(hunk) && content.every((term) => term.sense.statusStages.length > 0)
}
