import type { RangeMatch } from '../text/heaviest-chain.ts'
import { type SimilarPair, type UnmatchedSentence, weightedMatch } from './unmatched-sentences.ts'
import { coveredWeight, mergeBags, overlapSimilarity, type WordBags } from './word-overlap.ts'

// What a part must have of its weight in the whole, and by how much the parts must cover more than the best of them.
const minPartShare = 0.55
const minExtraCoveredShare = 0.15
const maxParts = 4

/** One sentence of which most is found in several that follow each other, each of them mostly in it. */
export function matchSplits(
  pairs: readonly SimilarPair[],
  bags: WordBags,
  left: readonly UnmatchedSentence[],
  right: readonly UnmatchedSentence[],
): RangeMatch[] {
  const parts = new Map<number, SimilarPair[]>()
  for (const pair of pairs) {
    if (
      pair.shared < minPartShare * bags.right[pair.right]!.weight ||
      left[pair.left]!.anchorsBefore !== right[pair.right]!.anchorsBefore
    )
      continue
    const partsOfWhole = parts.get(pair.left)
    if (partsOfWhole === undefined) parts.set(pair.left, [pair])
    else partsOfWhole.push(pair)
  }
  const found: RangeMatch[] = []
  for (const [whole, list] of parts) {
    for (const [from] of list.entries()) {
      for (let until = from + 2; until <= Math.min(list.length, from + maxParts); until++) {
        const consecutive = list.slice(from, until)
        const partSentences = consecutive.map((pair) => right[pair.right]!)
        if (partSentences.at(-1)!.at - partSentences[0]!.at !== until - from - 1) break
        const similarity = similarityOfParts(whole, consecutive, bags)
        if (similarity > 0) found.push(weightedMatch([left[whole]!], partSentences, similarity))
      }
    }
  }
  return found
}

function similarityOfParts(whole: number, parts: readonly SimilarPair[], { left, right, weights }: WordBags): number {
  const bag = left[whole]!
  const others = parts.map((pair) => right[pair.right]!)
  const shared = coveredWeight(bag, others, weights)
  const best = Math.max(...parts.map((pair) => pair.shared))
  if (shared < minPartShare * bag.weight || shared < best + minExtraCoveredShare * bag.weight) return 0
  return overlapSimilarity(shared, bag.weight, mergeBags(others, weights).weight)
}

/** The same the other way round. */
export function matchMerges(
  pairs: readonly SimilarPair[],
  bags: WordBags,
  left: readonly UnmatchedSentence[],
  right: readonly UnmatchedSentence[],
): RangeMatch[] {
  return matchSplits(pairs.map(swapPair), { ...bags, left: bags.right, right: bags.left }, right, left).map(swapMatch)
}

function swapPair(pair: SimilarPair): SimilarPair {
  return { ...pair, left: pair.right, right: pair.left }
}

function swapMatch(match: RangeMatch): RangeMatch {
  return {
    left: match.right,
    leftEnd: match.rightEnd,
    right: match.left,
    rightEnd: match.leftEnd,
    weight: match.weight,
  }
}
