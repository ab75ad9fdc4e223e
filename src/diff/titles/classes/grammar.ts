import { mergeEvidence, pairingEvidence, pairingsOf, termEvidence } from '../class-evidence.ts'
import { termRule } from '../class-rule.ts'
import type { TermPairing } from '../equivalent-terms.ts'
import type { TermComparison, TermHunk } from '../term-comparison.ts'
import { isFunctionWord } from '../terms.ts'
import { isRewritten } from './rewrite.ts'
import { changesFuture } from './status.ts'

/**
 * Only tense, articles, agreement or function words change.
 * - `The ship sank` -> `The ship sinks`
 * - `is towed to port` -> `is towed to the port`
 * - `seven of which` -> `seven of whom`
 */
export const grammarRule = termRule({
  kind: 'grammar',
  severity: 'cosmetic',
  detect: (terms) => {
    if (isRewritten(terms)) return false
    // A change of status also changes the form of the verb: will hear, hears.
    if (terms.hunks.some((hunk) => changesFuture(hunk, terms))) return false
    return inflectedPairings(terms).length > 0 || functionWordHunks(terms).length > 0 || movesOnlyFunctionWords(terms)
  },
  words: (terms) =>
    mergeEvidence(
      pairingEvidence(inflectedPairings(terms)),
      ...functionWordHunks(terms).map(({ removed, added }) => termEvidence(terms, removed, added)),
    ),
})

function inflectedPairings(terms: TermComparison): TermPairing[] {
  return pairingsOf(terms, 'grammar').filter(({ before }) => isFarFromContentChanges(before.at, before.at + 1, terms))
}

/** The hunks of function words that are not beside a change of content. */
function functionWordHunks(terms: TermComparison): TermHunk[] {
  return terms.hunks.filter(
    (hunk) => hasOnlyFunctionWords(hunk) && isFarFromContentChanges(hunk.at, hunk.at + hunk.removed.length, terms),
  )
}

function movesOnlyFunctionWords({ moved, hunks }: TermComparison): boolean {
  return moved.length > 0 && moved.every(isFunctionWord) && hunks.every(hasOnlyFunctionWords)
}

// Function words closer than this to a change of content belong to it.
const minDistanceInTerms = 2

function isFarFromContentChanges(from: number, until: number, { hunks }: TermComparison): boolean {
  return hunks.every(
    (hunk) =>
      hasOnlyFunctionWords(hunk) ||
      until + minDistanceInTerms < hunk.at ||
      hunk.at + hunk.removed.length + minDistanceInTerms < from,
  )
}

function hasOnlyFunctionWords({ removed, added }: TermHunk): boolean {
  return removed.every(isFunctionWord) && added.every(isFunctionWord)
}
