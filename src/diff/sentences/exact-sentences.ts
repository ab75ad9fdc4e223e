import { heaviestChain, type Match } from '../text/heaviest-chain.ts'
import type { Sentence } from './sentences.ts'

/**
 * Pairs sentences that say the same: first those that stand once on each side and keep their order, then their
 * neighbours, then what is repeated between them, and last what stands elsewhere.
 */
export function matchIdentical(left: readonly Sentence[], right: readonly Sentence[]): Match[] {
  const pairing = new Pairing(left, right)
  const unique = pairing.unique()
  const anchors = heaviestChain(unique)
  for (const anchor of anchors) pairing.join(anchor.left, anchor.right)
  for (const anchor of anchors) pairing.spread(anchor.left, anchor.right)
  pairing.joinRepeated(true)
  for (const match of unique) pairing.join(match.left, match.right)
  pairing.joinRepeated(false)
  return pairing.matches()
}

/** Which sentence belongs to which; each to one at most. */
class Pairing {
  readonly #left: readonly Sentence[]
  readonly #right: readonly Sentence[]
  readonly #partner = new Map<number, number>()
  readonly #taken = new Set<number>()
  readonly #leftPlaces: Map<string, number[]>
  readonly #rightPlaces: Map<string, number[]>

  constructor(left: readonly Sentence[], right: readonly Sentence[]) {
    this.#left = left
    this.#right = right
    this.#leftPlaces = places(left)
    this.#rightPlaces = places(right)
  }

  unique(): Match[] {
    const found: Match[] = []
    for (const [key, [at, ...more]] of this.#leftPlaces) {
      const others = this.#rightPlaces.get(key)
      if (at === undefined || more.length > 0 || others?.length !== 1) continue
      found.push(matchOf(at, others[0]!, this.#left[at]!))
    }
    return found
  }

  join(left: number, right: number): boolean {
    if (this.#partner.has(left) || this.#taken.has(right)) return false
    this.#partner.set(left, right)
    this.#taken.add(right)
    return true
  }

  /** Joins the neighbours of a pair, as far as they are the same. */
  spread(left: number, right: number): void {
    for (const step of [1, -1]) {
      let [one, other] = [left + step, right + step]
      while (this.#same(one, other) && this.join(one, other)) {
        one += step
        other += step
      }
    }
  }

  /** Joins what is repeated: the first to the first, and so on; in order only where nothing joined so far is crossed. */
  joinRepeated(inOrder: boolean): void {
    let floor = -1
    const ceilings = inOrder ? this.#ceilings() : []
    const tried = new Map<string, number>()
    for (const [at, { key }] of this.#left.entries()) {
      const partner = this.#partner.get(at)
      if (partner !== undefined) floor = Math.max(floor, partner)
      const others = this.#rightPlaces.get(key)
      if (partner !== undefined || others === undefined) continue
      let next = tried.get(key) ?? 0
      while (next < others.length && (this.#taken.has(others[next]!) || (inOrder && others[next]! <= floor))) next++
      tried.set(key, next)
      const free = others[next]
      if (free === undefined || (inOrder && free >= ceilings[at]!)) continue
      this.join(at, free)
      if (inOrder) floor = free
    }
  }

  matches(): Match[] {
    return [...this.#partner].map(([left, right]) => matchOf(left, right, this.#left[left]!))
  }

  /** For each sentence on the left the first partner of those behind it. */
  #ceilings(): number[] {
    const ceilings = new Array<number>(this.#left.length)
    let ceiling = this.#right.length
    for (let at = this.#left.length - 1; at >= 0; at--) {
      ceilings[at] = ceiling
      ceiling = Math.min(ceiling, this.#partner.get(at) ?? ceiling)
    }
    return ceilings
  }

  #same(left: number, right: number): boolean {
    const one = this.#left[left]
    return one !== undefined && one.key === this.#right[right]?.key
  }
}

function places(sentences: readonly Sentence[]): Map<string, number[]> {
  const found = new Map<string, number[]>()
  for (const [at, { key }] of sentences.entries()) {
    const known = found.get(key)
    if (known === undefined) found.set(key, [at])
    else known.push(at)
  }
  return found
}

function matchOf(left: number, right: number, sentence: Sentence): Match {
  return { left, leftEnd: left + 1, right, rightEnd: right + 1, weight: 2 * sentence.text.length }
}
