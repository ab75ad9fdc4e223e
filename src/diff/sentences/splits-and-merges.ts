import type { RangeMatch } from '../text/heaviest-chain.ts'
import { type SimilarPair, type UnmatchedSides, weightedMatch } from './unmatched-sentences.ts'
import { coveredWeight, mergeBags, overlapSimilarity, type WordBags } from './word-overlap.ts'

// Least share of a part that the whole contains, and least share of the whole that the best part alone does not cover.
const minPartShare = 0.55
const minExtraCoveredShare = 0.15
const maxParts = 4

/** Matches one sentence with several consecutive ones that cover most of it, each of them mostly contained in it. */
export function matchSplits(pairs: readonly SimilarPair[], bags: WordBags, open: UnmatchedSides): RangeMatch[] {
  const { left, right } = open
  const parts = pairs.filter((pair) => {
    const isPart = pair.shared >= minPartShare * bags.right[pair.right]!.weight
    return isPart && left[pair.left]!.anchorsBefore === right[pair.right]!.anchorsBefore
  })
  const found: RangeMatch[] = []
  for (const [whole, list] of Map.groupBy(parts, (pair) => pair.left)) {
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

/** Matches several consecutive sentences with one: {@link matchSplits} with the sides exchanged. */
export function matchMerges(pairs: readonly SimilarPair[], bags: WordBags, open: UnmatchedSides): RangeMatch[] {
  const swapped = matchSplits(pairs.map(swapSides), swapSides(bags), swapSides(open))
  return swapped.map((match) => ({ ...swapSides(match), leftEnd: match.rightEnd, rightEnd: match.leftEnd }))
}

function swapSides<Item extends { left: unknown; right: unknown }>(item: Item): Item {
  return { ...item, left: item.right, right: item.left }
}
