import type { Match } from '../text/heaviest-chain.ts'
import type { Sentence } from './sentences.ts'
import type { Overlap } from './term-overlap.ts'

/** A sentence without a partner among the same ones. */
export interface Open {
  /** Its place among all sentences of its side. */
  readonly at: number
  /** How many pairs of same sentences stand before it: alike sentences between the same two are in their order. */
  readonly gap: number
  readonly sentence: Sentence
}

/** Two of them, by their places among those without a partner. */
export interface Pair extends Overlap {
  readonly likeness: number
}

/**
 * The sentences of one side that have no partner.
 * @param taken those that have one @param anchors those of them that keep their order
 */
export function openSentences(
  sentences: readonly Sentence[],
  taken: ReadonlySet<number>,
  anchors: readonly number[],
): Open[] {
  const found: Open[] = []
  let gap = 0
  for (const [at, sentence] of sentences.entries()) {
    while (gap < anchors.length && anchors[gap]! < at) gap++
    if (!taken.has(at)) found.push({ at, gap, sentence })
  }
  return found
}

/** A match of some sentences with others: the more alike and the longer, the heavier. */
export function matchOf(left: readonly Open[], right: readonly Open[], alike: number): Match {
  const length = [...left, ...right].reduce((sum, { sentence }) => sum + sentence.text.length, 0)
  return {
    left: left[0]!.at,
    leftEnd: left.at(-1)!.at + 1,
    right: right[0]!.at,
    rightEnd: right.at(-1)!.at + 1,
    weight: alike * length,
  }
}
