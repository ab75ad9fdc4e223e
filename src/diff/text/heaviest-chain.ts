/** A stretch of the left sequence that belongs with a stretch of the right one. Ends are exclusive. */
export interface RangeMatch {
  readonly left: number
  readonly leftEnd: number
  readonly right: number
  readonly rightEnd: number
  /** How much is lost where the match is not told in its place. */
  readonly weight: number
}

/**
 * The heaviest set of matches of which none crosses or overlaps another, in order. What is left out has moved.
 * Exact, in time n log n: taking out the match with most crossings, again and again, is neither, and may tell that
 * three paragraphs moved where one long sentence did. Of equals the earlier on the left stays, so that what moved is
 * what stands further up than before.
 */
export function heaviestChain(matches: readonly RangeMatch[]): RangeMatch[] {
  const sorted = matches.toSorted((a, b) => a.left - b.left || a.right - b.right)
  const byEnd = sorted.map((_, at) => at).sort((a, b) => sorted[a]!.leftEnd - sorted[b]!.leftEnd || a - b)
  const rightLength = sorted.reduce((max, { rightEnd }) => Math.max(max, rightEnd), 0)
  const totals: number[] = []
  const predecessors: number[] = []
  const best = new PrefixMaximum(rightLength, totals)
  let ended = 0
  let last = -1
  for (const [at, match] of sorted.entries()) {
    for (; ended < byEnd.length && sorted[byEnd[ended]!]!.leftEnd <= match.left; ended++) {
      best.add(sorted[byEnd[ended]!]!.rightEnd, byEnd[ended]!)
    }
    const previous = best.bestUpTo(match.right)
    predecessors.push(previous)
    totals.push(match.weight + (totals[previous] ?? 0))
    if (last < 0 || totals[at]! > totals[last]!) last = at
  }
  const chain: RangeMatch[] = []
  for (; last >= 0; last = predecessors[last]!) chain.push(sorted[last]!)
  return chain.reverse()
}

/** The heaviest chain among those that end at or before a place (a Fenwick tree of maxima). */
class PrefixMaximum {
  readonly #best: Int32Array
  readonly #totals: readonly number[]

  constructor(width: number, totals: readonly number[]) {
    this.#best = new Int32Array(width + 2).fill(-1)
    this.#totals = totals
  }

  add(end: number, chain: number): void {
    for (let at = end + 1; at < this.#best.length; at += at & -at) {
      const current = this.#best[at]!
      if (current < 0 || this.#totals[chain]! > this.#totals[current]!) this.#best[at] = chain
    }
  }

  /** -1: none. */
  bestUpTo(end: number): number {
    let best = -1
    for (let at = end + 1; at > 0; at -= at & -at) {
      const current = this.#best[at]!
      if (current >= 0 && (best < 0 || this.#totals[current]! > this.#totals[best]!)) best = current
    }
    return best
  }
}
