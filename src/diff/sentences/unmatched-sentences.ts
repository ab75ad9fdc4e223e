import type { RangeMatch } from '../text/heaviest-chain.ts'
import type { Sentence } from './read-sentences.ts'
import type { Overlap } from './word-overlap.ts'

/** A sentence without an equal partner. */
export interface UnmatchedSentence {
  /** Its index among all sentences of its side. */
  readonly at: number
  /** How many anchors are before it. Two sentences with the same number are between the same anchors. */
  readonly anchorsBefore: number
  readonly sentence: Sentence
}

export interface UnmatchedSides {
  readonly left: readonly UnmatchedSentence[]
  readonly right: readonly UnmatchedSentence[]
}

/** Two unmatched sentences, by their indexes among the unmatched ones of their side. */
export interface SimilarPair extends Overlap {
  readonly similarity: number
}

/**
 * The sentences of one side that have no equal partner.
 * @param taken the indexes of those that have one
 * @param anchors the matches of equal sentences that keep their order
 */
export function unmatchedSentences(
  sentences: readonly Sentence[],
  taken: ReadonlySet<number>,
  anchors: readonly RangeMatch[],
  side: 'left' | 'right',
): UnmatchedSentence[] {
  const found: UnmatchedSentence[] = []
  let anchorCount = 0
  for (const [at, sentence] of sentences.entries()) {
    while (anchorCount < anchors.length && anchors[anchorCount]![side] < at) anchorCount++
    if (!taken.has(at)) found.push({ at, anchorsBefore: anchorCount, sentence })
  }
  return found
}

/** A match of consecutive sentences. Its weight grows with similarity and length. */
export function weightedMatch(
  left: readonly UnmatchedSentence[],
  right: readonly UnmatchedSentence[],
  similarity: number,
): RangeMatch {
  const length = [...left, ...right].reduce((sum, { sentence }) => sum + sentence.text.length, 0)
  return {
    left: left[0]!.at,
    leftEnd: left.at(-1)!.at + 1,
    right: right[0]!.at,
    rightEnd: right.at(-1)!.at + 1,
    weight: similarity * length,
  }
}
