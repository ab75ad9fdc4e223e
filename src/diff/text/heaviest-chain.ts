import type { RangePair } from './diff-runs.ts'

/** A range of the left sequence that is matched with a range of the right one. */
export interface RangeMatch extends RangePair {
  /** The cost of leaving the match out of the chain. */
  readonly weight: number
}

/** The indexes of each side that any of the matches covers. */
export function matchedIndexes(matches: readonly RangeMatch[]): { left: Set<number>; right: Set<number> } {
  return {
    left: new Set(matches.flatMap(({ left, leftEnd }) => indexRange(left, leftEnd))),
    right: new Set(matches.flatMap(({ right, rightEnd }) => indexRange(right, rightEnd))),
  }
}

/** The indexes from one up to another that is not included. */
export function indexRange(from: number, end: number): number[] {
  return Array.from({ length: Math.max(0, end - from) }, (_, step) => from + step)
}

/**
 * Finds the heaviest set of matches that neither cross nor overlap, in order. The matches left out have moved.
 * The result is exact and takes n log n steps; a greedy removal of crossing matches can report three moved paragraphs
 * where one long sentence moved. Between equal chains the match that is earlier on the left stays.
 */
export function heaviestChain(matches: readonly RangeMatch[]): RangeMatch[] {
  const sorted = matches.toSorted((a, b) => a.left - b.left || a.right - b.right)
  const byEnd = sorted.map((_, at) => at).sort((a, b) => sorted[a]!.leftEnd - sorted[b]!.leftEnd || a - b)
  const rightLength = sorted.reduce((max, { rightEnd }) => Math.max(max, rightEnd), 0)
  const totals: number[] = []
  const predecessors: number[] = []
  const best = prefixMaximum(rightLength, totals)
  let ended = 0
  let last = -1
  for (const [at, match] of sorted.entries()) {
    for (; ended < byEnd.length && sorted[byEnd[ended]!]!.leftEnd <= match.left; ended++)
      best.add(sorted[byEnd[ended]!]!.rightEnd, byEnd[ended]!)
    const previous = best.bestUpTo(match.right)
    predecessors.push(previous)
    totals.push(match.weight + (totals[previous] ?? 0))
    if (last < 0 || totals[at]! > totals[last]!) last = at
  }
  const chain: RangeMatch[] = []
  for (; last >= 0; last = predecessors[last]!) chain.push(sorted[last]!)
  return chain.reverse()
}

/** Finds the heaviest chain that ends at or before an index: a Fenwick tree of maxima. */
function prefixMaximum(width: number, totals: readonly number[]) {
  const best = new Int32Array(width + 2).fill(-1)
  const heavier = (one: number, other: number) => (totals[one]! > (totals[other] ?? -1) ? one : other)
  return {
    add(end: number, chain: number): void {
      for (let at = end + 1; at < best.length; at += at & -at) best[at] = heavier(chain, best[at]!)
    },
    /** @returns the index of the chain's last match; -1 without one */
    bestUpTo(end: number): number {
      let found = -1
      for (let at = end + 1; at > 0; at -= at & -at) found = heavier(best[at]!, found)
      return found
    },
  }
}
