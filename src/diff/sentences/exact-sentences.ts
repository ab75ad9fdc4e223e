import { heaviestChain, type RangeMatch } from '../text/heaviest-chain.ts'
import type { Sentence } from './read-sentences.ts'

/**
 * Pairs sentences with equal keys: first those that occur once on each side and keep their order, then their neighbours,
 * then repeated sentences between them, and last those that moved.
 */
export function matchExactSentences(left: readonly Sentence[], right: readonly Sentence[]): RangeMatch[] {
  const pairing = new SentencePairing(left, right)
  const unique = pairing.uniqueMatches()
  const anchors = heaviestChain(unique)
  for (const anchor of anchors) pairing.join(anchor.left, anchor.right)
  for (const anchor of anchors) pairing.joinNeighbours(anchor.left, anchor.right)
  pairing.joinRepeated(true)
  for (const match of unique) pairing.join(match.left, match.right)
  pairing.joinRepeated(false)
  return pairing.matches()
}

/** Collects pairs. A sentence belongs to at most one pair. */
class SentencePairing {
  readonly #left: readonly Sentence[]
  readonly #right: readonly Sentence[]
  readonly #rightOfLeft = new Map<number, number>()
  readonly #takenRight = new Set<number>()
  readonly #leftPositions: Map<string, number[]>
  readonly #rightPositions: Map<string, number[]>

  constructor(left: readonly Sentence[], right: readonly Sentence[]) {
    this.#left = left
    this.#right = right
    this.#leftPositions = positionsByKey(left)
    this.#rightPositions = positionsByKey(right)
  }

  uniqueMatches(): RangeMatch[] {
    const found: RangeMatch[] = []
    for (const [key, [at, ...more]] of this.#leftPositions) {
      const others = this.#rightPositions.get(key)
      if (at === undefined || more.length > 0 || others?.length !== 1) continue
      found.push(exactMatch(at, others[0]!, this.#left[at]!))
    }
    return found
  }

  join(left: number, right: number): boolean {
    if (this.#rightOfLeft.has(left) || this.#takenRight.has(right)) return false
    this.#rightOfLeft.set(left, right)
    this.#takenRight.add(right)
    return true
  }

  /** Joins the neighbours of a pair in both directions while their keys are equal. */
  joinNeighbours(left: number, right: number): void {
    for (const step of [1, -1]) {
      for (let by = step; ; by += step) {
        const [one, other] = [this.#left[left + by], this.#right[right + by]]
        if (one === undefined || one.key !== other?.key || !this.join(left + by, right + by)) break
      }
    }
  }

  /** Joins repeated sentences, the first with the first. @param inOrder joins only pairs that cross no other pair */
  joinRepeated(inOrder: boolean): void {
    let floor = -1
    const ceilings = inOrder ? this.#firstPartnersAfter() : []
    const tried = new Map<string, number>()
    for (const [at, { key }] of this.#left.entries()) {
      const partner = this.#rightOfLeft.get(at)
      if (partner !== undefined) floor = Math.max(floor, partner)
      const others = this.#rightPositions.get(key)
      if (partner !== undefined || others === undefined) continue
      let next = tried.get(key) ?? 0
      while (next < others.length && (this.#takenRight.has(others[next]!) || (inOrder && others[next]! <= floor)))
        next++
      tried.set(key, next)
      const free = others[next]
      if (free === undefined || (inOrder && free >= ceilings[at]!)) continue
      this.join(at, free)
      if (inOrder) floor = free
    }
  }

  matches(): RangeMatch[] {
    return [...this.#rightOfLeft].map(([left, right]) => exactMatch(left, right, this.#left[left]!))
  }

  /** For each sentence on the left, the first partner of any sentence after it. */
  #firstPartnersAfter(): number[] {
    const ceilings = new Array<number>(this.#left.length)
    let ceiling = this.#right.length
    for (let at = this.#left.length - 1; at >= 0; at--) {
      ceilings[at] = ceiling
      ceiling = Math.min(ceiling, this.#rightOfLeft.get(at) ?? ceiling)
    }
    return ceilings
  }
}

function positionsByKey(sentences: readonly Sentence[]): Map<string, number[]> {
  return Map.groupBy(sentences.keys(), (at) => sentences[at]!.key)
}

function exactMatch(left: number, right: number, sentence: Sentence): RangeMatch {
  return { left, leftEnd: left + 1, right, rightEnd: right + 1, weight: 2 * sentence.text.length }
}
