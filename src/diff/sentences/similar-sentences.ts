import { heaviestChain, type RangeMatch } from '../text/heaviest-chain.ts'
import type { Sentence } from './read-sentences.ts'
import { matchMerges, matchSplits } from './splits-and-merges.ts'
import { type SimilarPair, type UnmatchedSentence, unmatchedSentences, weightedMatch } from './unmatched-sentences.ts'
import { findOverlaps, overlapSimilarity, readWordBags } from './word-overlap.ts'

// From so much likeness on a sentence is an edited one.
const minSimilarity = 0.4
// Elsewhere, where nothing but the words speaks for it, and in another kind of block.
const minMovedSimilarity = 0.6
const minOtherBlockSimilarity = 0.8
// A sentence is left to a partner that is so much more alike.
const maxSimilarityDeficit = 0.25
// The share of characters in place from which on no words need be compared.
const minSharedCharacterShare = 0.5
/** Matches the sentences that `same` leaves over: edited, split and merged in their order, then edited elsewhere. */
export function matchSimilarSentences(
  left: readonly Sentence[],
  right: readonly Sentence[],
  same: readonly RangeMatch[],
): RangeMatch[] {
  const anchors = heaviestChain(same)
  const leftOpen = unmatchedSentences(
    left,
    new Set(same.map((match) => match.left)),
    anchors.map((match) => match.left),
  )
  const rightOpen = unmatchedSentences(
    right,
    new Set(same.map((match) => match.right)),
    anchors.map((match) => match.right),
  )
  const obvious = matchSoleEdits(leftOpen, rightOpen)
  const leftDone = new Set(obvious.map((match) => match.left))
  const rightDone = new Set(obvious.map((match) => match.right))
  return [
    ...obvious,
    ...matchByWords(
      leftOpen.filter(({ at }) => !leftDone.has(at)),
      rightOpen.filter(({ at }) => !rightDone.has(at)),
    ),
  ]
}

/** The only sentence between two that stayed, where half of its characters still stand in their place: the usual edit. */
function matchSoleEdits(left: readonly UnmatchedSentence[], right: readonly UnmatchedSentence[]): RangeMatch[] {
  const sole = (side: readonly UnmatchedSentence[]) =>
    side.filter(
      ({ anchorsBefore: gap }, at) => side[at - 1]?.anchorsBefore !== gap && side[at + 1]?.anchorsBefore !== gap,
    )
  const others = new Map(sole(right).map((other) => [other.anchorsBefore, other]))
  return sole(left).flatMap((one) => {
    const other = others.get(one.anchorsBefore)
    if (other === undefined || one.sentence.block !== other.sentence.block) return []
    const [before, after] = [one.sentence.text, other.sentence.text]
    const similarity = (2 * sharedLength(before, after)) / (before.length + after.length)
    return similarity >= minSharedCharacterShare ? [weightedMatch([one], [other], similarity)] : []
  })
}

/** Characters that two texts share at their ends. */
function sharedLength(one: string, other: string): number {
  const limit = Math.min(one.length, other.length)
  let start = 0
  while (start < limit && one.charCodeAt(start) === other.charCodeAt(start)) start++
  let end = 0
  while (end < limit - start && one.charCodeAt(one.length - 1 - end) === other.charCodeAt(other.length - 1 - end)) end++
  return start + end
}

function matchByWords(openLeft: readonly UnmatchedSentence[], openRight: readonly UnmatchedSentence[]): RangeMatch[] {
  if (openLeft.length === 0 || openRight.length === 0) return []
  const texts = (side: readonly UnmatchedSentence[]) => side.map(({ sentence }) => sentence.text)
  const bags = readWordBags(texts(openLeft), texts(openRight))
  const pairs = findOverlaps(bags, minSimilarity)
    .map((pair) => ({
      ...pair,
      similarity: overlapSimilarity(pair.shared, bags.left[pair.left]!.weight, bags.right[pair.right]!.weight),
    }))
    .filter(
      (pair) => sameBlock(openLeft[pair.left]!, openRight[pair.right]!) || pair.similarity >= minOtherBlockSimilarity,
    )
  const inOrder = heaviestChain([
    ...matchEdits(pairs, openLeft, openRight),
    ...matchSplits(pairs, bags, openLeft, openRight),
    ...matchMerges(pairs, bags, openLeft, openRight),
  ])
  return [...inOrder, ...matchMoved(pairs, inOrder, openLeft, openRight)]
}

function sameBlock(one: UnmatchedSentence, other: UnmatchedSentence): boolean {
  return one.sentence.block === other.sentence.block
}

/** One sentence for one, where neither has a partner that is clearly better. */
function matchEdits(
  pairs: readonly SimilarPair[],
  left: readonly UnmatchedSentence[],
  right: readonly UnmatchedSentence[],
): RangeMatch[] {
  const bestLeft = left.map(() => 0)
  const bestRight = right.map(() => 0)
  for (const pair of pairs) {
    bestLeft[pair.left] = Math.max(bestLeft[pair.left]!, pair.similarity)
    bestRight[pair.right] = Math.max(bestRight[pair.right]!, pair.similarity)
  }
  return pairs
    .filter(
      (pair) => pair.similarity >= minSimilarity && left[pair.left]!.anchorsBefore === right[pair.right]!.anchorsBefore,
    )
    .filter((pair) => pair.similarity >= Math.max(bestLeft[pair.left]!, bestRight[pair.right]!) - maxSimilarityDeficit)
    .map((pair) => weightedMatch([left[pair.left]!], [right[pair.right]!], pair.similarity))
}

/** The most alike of what is left, wherever it stands. */
function matchMoved(
  pairs: readonly SimilarPair[],
  taken: readonly RangeMatch[],
  left: readonly UnmatchedSentence[],
  right: readonly UnmatchedSentence[],
): RangeMatch[] {
  const takenLeft = new Set(taken.flatMap((match) => range(match.left, match.leftEnd)))
  const takenRight = new Set(taken.flatMap((match) => range(match.right, match.rightEnd)))
  const found: RangeMatch[] = []
  for (const pair of pairs.toSorted((a, b) => b.similarity - a.similarity || a.left - b.left || a.right - b.right)) {
    if (pair.similarity < minMovedSimilarity) break
    const [one, other] = [left[pair.left]!, right[pair.right]!]
    if (takenLeft.has(one.at) || takenRight.has(other.at)) continue
    takenLeft.add(one.at)
    takenRight.add(other.at)
    found.push(weightedMatch([one], [other], pair.similarity))
  }
  return found
}

function range(from: number, until: number): number[] {
  return Array.from({ length: until - from }, (_, step) => from + step)
}
