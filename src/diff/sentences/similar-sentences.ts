import { commonTextEnds } from '../text/common-ends.ts'
import { heaviestChain, matchedIndexes, type RangeMatch } from '../text/heaviest-chain.ts'
import type { Sentence } from './read-sentences.ts'
import { matchMerges, matchSplits } from './splits-and-merges.ts'
import {
  type SimilarPair,
  type UnmatchedSentence,
  type UnmatchedSides,
  unmatchedSentences,
  weightedMatch,
} from './unmatched-sentences.ts'
import { findOverlaps, overlapSimilarity, readWordBags } from './word-overlap.ts'

// Least similarity of an edited sentence at its position.
const minSimilarity = 0.4
// A moved sentence, or one in another kind of block, needs more evidence.
const minMovedSimilarity = 0.6
const minOtherBlockSimilarity = 0.8
// A pair is dropped when either sentence has a partner that is more similar by more than this.
const maxSimilarityDeficit = 0.25
// With this share of characters in common ends, two sentences match without a comparison of words.
const minSharedCharacterShare = 0.5

/**
 * Matches the sentences that have no equal partner: edited, split and merged ones in order, then moved ones.
 * @param same the matches of equal sentences
 */
export function matchSimilarSentences(
  left: readonly Sentence[],
  right: readonly Sentence[],
  same: readonly RangeMatch[],
): RangeMatch[] {
  const anchors = heaviestChain(same)
  const taken = matchedIndexes(same)
  const open = {
    left: unmatchedSentences(left, taken.left, anchors, 'left'),
    right: unmatchedSentences(right, taken.right, anchors, 'right'),
  }
  const soleEdits = matchSoleEdits(open)
  const done = matchedIndexes(soleEdits)
  const byWords = matchByWords({
    left: open.left.filter(({ at }) => !done.left.has(at)),
    right: open.right.filter(({ at }) => !done.right.has(at)),
  })
  return [...soleEdits, ...byWords]
}

/** Matches the only unmatched sentences between two anchors when they share half of their characters at their ends. */
function matchSoleEdits({ left, right }: UnmatchedSides): RangeMatch[] {
  const sole = (side: readonly UnmatchedSentence[]) =>
    side.filter(
      ({ anchorsBefore: gap }, at) => side[at - 1]?.anchorsBefore !== gap && side[at + 1]?.anchorsBefore !== gap,
    )
  const others = new Map(sole(right).map((other) => [other.anchorsBefore, other]))
  return sole(left).flatMap((one) => {
    const other = others.get(one.anchorsBefore)
    if (other === undefined || one.sentence.block !== other.sentence.block) return []
    const [before, after] = [one.sentence.text, other.sentence.text]
    const { start, end } = commonTextEnds(before, after)
    const similarity = (2 * (start + end)) / (before.length + after.length)
    return similarity >= minSharedCharacterShare ? [weightedMatch([one], [other], similarity)] : []
  })
}

function matchByWords(open: UnmatchedSides): RangeMatch[] {
  if (open.left.length === 0 || open.right.length === 0) return []
  const texts = (side: readonly UnmatchedSentence[]) => side.map(({ sentence }) => sentence.text)
  const bags = readWordBags(texts(open.left), texts(open.right))
  const pairs = findOverlaps(bags, minSimilarity).flatMap((pair): SimilarPair[] => {
    const similarity = overlapSimilarity(pair.shared, bags.left[pair.left]!.weight, bags.right[pair.right]!.weight)
    const isSameBlock = open.left[pair.left]!.sentence.block === open.right[pair.right]!.sentence.block
    return isSameBlock || similarity >= minOtherBlockSimilarity ? [{ ...pair, similarity }] : []
  })
  const candidates = [matchEdits(pairs, open), matchSplits(pairs, bags, open), matchMerges(pairs, bags, open)]
  const inOrder = heaviestChain(candidates.flat())
  return [...inOrder, ...matchMoved(pairs, inOrder, open)]
}

/** Matches one sentence with one, where neither has a clearly better partner. */
function matchEdits(pairs: readonly SimilarPair[], { left, right }: UnmatchedSides): RangeMatch[] {
  const [bestLeft, bestRight] = [left.map(() => 0), right.map(() => 0)]
  for (const pair of pairs) {
    bestLeft[pair.left] = Math.max(bestLeft[pair.left]!, pair.similarity)
    bestRight[pair.right] = Math.max(bestRight[pair.right]!, pair.similarity)
  }
  return pairs.flatMap((pair) => {
    const [one, other] = [left[pair.left]!, right[pair.right]!]
    const best = Math.max(bestLeft[pair.left]!, bestRight[pair.right]!)
    const isEdit = pair.similarity >= Math.max(minSimilarity, best - maxSimilarityDeficit)
    return isEdit && one.anchorsBefore === other.anchorsBefore ? [weightedMatch([one], [other], pair.similarity)] : []
  })
}

/** Matches the most similar of the remaining sentences, at any position. */
function matchMoved(pairs: readonly SimilarPair[], inOrder: readonly RangeMatch[], open: UnmatchedSides): RangeMatch[] {
  const taken = matchedIndexes(inOrder)
  const found: RangeMatch[] = []
  for (const pair of pairs.toSorted((a, b) => b.similarity - a.similarity || a.left - b.left || a.right - b.right)) {
    if (pair.similarity < minMovedSimilarity) break
    const [one, other] = [open.left[pair.left]!, open.right[pair.right]!]
    if (taken.left.has(one.at) || taken.right.has(other.at)) continue
    taken.left.add(one.at)
    taken.right.add(other.at)
    found.push(weightedMatch([one], [other], pair.similarity))
  }
  return found
}
