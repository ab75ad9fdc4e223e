/** A stretch of the left sequence that belongs with a stretch of the right one. Ends are exclusive. */
export interface Match {
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
export function heaviestChain(matches: readonly Match[]): Match[] {
  const sorted = matches.toSorted((a, b) => a.left - b.left || a.right - b.right)
  const byEnd = sorted.map((_, at) => at).sort((a, b) => sorted[a]!.leftEnd - sorted[b]!.leftEnd || a - b)
  const width = sorted.reduce((most, { rightEnd }) => Math.max(most, rightEnd), 0)
  const totals: number[] = []
  const before: number[] = []
  const best = new BestPrefix(width, totals)
  let ended = 0
  let last = -1
  for (const [at, match] of sorted.entries()) {
    for (; ended < byEnd.length && sorted[byEnd[ended]!]!.leftEnd <= match.left; ended++) {
      best.add(sorted[byEnd[ended]!]!.rightEnd, byEnd[ended]!)
    }
    const previous = best.upTo(match.right)
    before.push(previous)
    totals.push(match.weight + (totals[previous] ?? 0))
    if (last < 0 || totals[at]! > totals[last]!) last = at
  }
  const chain: Match[] = []
  for (; last >= 0; last = before[last]!) chain.push(sorted[last]!)
  return chain.reverse()
}

/** The heaviest chain among those that end at or before a place (a Fenwick tree of maxima). */
class BestPrefix {
  readonly #best: Int32Array
  readonly #totals: readonly number[]

  constructor(width: number, totals: readonly number[]) {
    this.#best = new Int32Array(width + 2).fill(-1)
    this.#totals = totals
  }

  add(end: number, chain: number): void {
    for (let at = end + 1; at < this.#best.length; at += at & -at) {
      const held = this.#best[at]!
      if (held < 0 || this.#totals[chain]! > this.#totals[held]!) this.#best[at] = chain
    }
  }

  /** -1: none. */
  upTo(end: number): number {
    let best = -1
    for (let at = end + 1; at > 0; at -= at & -at) {
      const held = this.#best[at]!
      if (held >= 0 && (best < 0 || this.#totals[held]! > this.#totals[best]!)) best = held
    }
    return best
  }
}
