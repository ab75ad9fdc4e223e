import type { RangeMatch } from '../text/heaviest-chain.ts'
import type { Sentence } from './read-sentences.ts'
import type { Overlap } from './word-overlap.ts'

/** A sentence without a partner among the same ones. */
export interface UnmatchedSentence {
  /** Its place among all sentences of its side. */
  readonly at: number
  /** How many pairs of same sentences stand before it: alike sentences between the same two are in their order. */
  readonly anchorsBefore: number
  readonly sentence: Sentence
}

/** Two of them, by their places among those without a partner. */
export interface SimilarPair extends Overlap {
  readonly similarity: number
}

/**
 * The sentences of one side that have no partner.
 * @param taken those that have one @param anchors those of them that keep their order
 */
export function unmatchedSentences(
  sentences: readonly Sentence[],
  taken: ReadonlySet<number>,
  anchors: readonly number[],
): UnmatchedSentence[] {
  const found: UnmatchedSentence[] = []
  let anchorCount = 0
  for (const [at, sentence] of sentences.entries()) {
    while (anchorCount < anchors.length && anchors[anchorCount]! < at) anchorCount++
    if (!taken.has(at)) found.push({ at, anchorsBefore: anchorCount, sentence })
  }
  return found
}

/** A match of some sentences with others: the more alike and the longer, the heavier. */
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
