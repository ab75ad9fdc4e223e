import type { Match } from '../text/heaviest-chain.ts'
import { type Bags, covered, likeness, union } from './term-overlap.ts'
import { matchOf, type Open, type Pair } from './unmatched-sentences.ts'

// What a part must have of its weight in the whole, and by how much the parts must cover more than the best of them.
const partOfWhole = 0.55
const moreCovered = 0.15
const mostParts = 4

/** One sentence of which most is found in several that follow each other, each of them mostly in it. */
export function splits(pairs: readonly Pair[], bags: Bags, left: readonly Open[], right: readonly Open[]): Match[] {
  const parts = new Map<number, Pair[]>()
  for (const pair of pairs) {
    if (pair.shared < partOfWhole * bags.right[pair.right]!.size || left[pair.left]!.gap !== right[pair.right]!.gap)
      continue
    const known = parts.get(pair.left)
    if (known === undefined) parts.set(pair.left, [pair])
    else known.push(pair)
  }
  const found: Match[] = []
  for (const [whole, list] of parts) {
    for (const [from] of list.entries()) {
      for (let until = from + 2; until <= Math.min(list.length, from + mostParts); until++) {
        const some = list.slice(from, until)
        const places = some.map((pair) => right[pair.right]!)
        if (places.at(-1)!.at - places[0]!.at !== until - from - 1) break
        const alike = likenessOfParts(whole, some, bags)
        if (alike > 0) found.push(matchOf([left[whole]!], places, alike))
      }
    }
  }
  return found
}

function likenessOfParts(whole: number, parts: readonly Pair[], { left, right, weights }: Bags): number {
  const bag = left[whole]!
  const others = parts.map((pair) => right[pair.right]!)
  const shared = covered(bag, others, weights)
  const best = Math.max(...parts.map((pair) => pair.shared))
  if (shared < partOfWhole * bag.size || shared < best + moreCovered * bag.size) return 0
  return likeness(shared, bag.size, union(others, weights).size)
}

/** The same the other way round. */
export function merges(pairs: readonly Pair[], bags: Bags, left: readonly Open[], right: readonly Open[]): Match[] {
  return splits(pairs.map(turned), { ...bags, left: bags.right, right: bags.left }, right, left).map(turnedMatch)
}

function turned(pair: Pair): Pair {
  return { ...pair, left: pair.right, right: pair.left }
}

function turnedMatch(match: Match): Match {
  return {
    left: match.right,
    leftEnd: match.rightEnd,
    right: match.left,
    rightEnd: match.leftEnd,
    weight: match.weight,
  }
}
