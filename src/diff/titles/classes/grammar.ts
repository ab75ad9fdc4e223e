import {
  type ClassEvidenceFinder,
  evidenceOfPairings,
  mergeEvidence,
  noEvidence,
  phrasesOf,
} from '../class-evidence.ts'
import type { TermPairing } from '../equivalent-terms.ts'
import type { TermComparison, TermHunk } from '../term-comparison.ts'
import type { ClassDetector } from '../title-pair.ts'
import { isRewritten } from './rewrite.ts'
import { changesFuture } from './status.ts'

/**
 * Tense, article, agreement, function words only.
 * - `The ship sank` -> `The ship sinks`
 * - `is towed to port` -> `is towed to the port`
 * - `seven of which` -> `seven of whom`
 */
export const detectGrammar: ClassDetector = ({ terms }) => {
  if (terms === null || isRewritten(terms)) return null
  // A verb changes its form with its time: will hear, hears.
  if (terms.hunks.some((hunk) => changesFuture(hunk, terms))) return null
  if (inflectedPairings(terms).length > 0 || functionWordHunks(terms).length > 0) return 'cosmetic'
  return movesOnlyFunctionWords(terms) ? 'cosmetic' : null
}

/** The words in another form, and the small words that came and went. */
export const findGrammarEvidence: ClassEvidenceFinder = ({ terms }) => {
  if (terms === null) return noEvidence
  const smallHunks = functionWordHunks(terms)
  return mergeEvidence(evidenceOfPairings(inflectedPairings(terms)), {
    removed: smallHunks.flatMap(({ removed }) => phrasesOf(removed, terms.before)),
    added: smallHunks.flatMap(({ added }) => phrasesOf(added, terms.after)),
  })
}

function inflectedPairings(terms: TermComparison): TermPairing[] {
  return terms.pairings.filter(
    ({ kind, before }) => kind === 'grammar' && isFarFromContentChanges(before.at, before.at + 1, terms),
  )
}

/** The places, apart from changes of content, at which only small words differ. */
function functionWordHunks(terms: TermComparison): TermHunk[] {
  return terms.hunks.filter(
    (hunk) => isFunctionWordHunk(hunk) && isFarFromContentChanges(hunk.at, hunk.at + hunk.removed.length, terms),
  )
}

function movesOnlyFunctionWords({ moved, hunks }: TermComparison): boolean {
  return moved.length > 0 && moved.every((term) => term.kind === 'function') && hunks.every(isFunctionWordHunk)
}

function isFarFromContentChanges(from: number, until: number, { hunks }: TermComparison): boolean {
  return hunks.every(
    (hunk) =>
      isFunctionWordHunk(hunk) ||
      until + minDistanceInTerms < hunk.at ||
      hunk.at + hunk.removed.length + minDistanceInTerms < from,
  )
}

// So near to a change of content, small words only follow it.
const minDistanceInTerms = 2

/** Whether only small words differ at a place. */
function isFunctionWordHunk({ removed, added }: TermHunk): boolean {
  return [...removed, ...added].every((term) => term.kind === 'function')
}
