import type { Reason } from '../../model/event.ts'
import { maxWeightMatching } from './max-weight-matching.ts'
import {
  cannotBeSameEvent,
  roundWeight,
  type SameEventResult,
  scoreSameEvent,
  type WordingProfile,
} from './score-same-event.ts'
import { wordSimilarity } from './similarity.ts'

/** Two wordings that may be one event. */
export interface CandidatePair<Left, Right> {
  readonly left: Left
  readonly right: Right
  readonly a: WordingProfile
  readonly b: WordingProfile
  /** The evidence that the wordings do not contain. */
  readonly context: readonly Reason[]
  /** They were not on one page: then different openings count against them. */
  readonly withoutSharedPlace?: boolean
}

/** Two wordings matched as one event, with the evidence. */
export interface MatchedPair<Left, Right> {
  readonly left: Left
  readonly right: Right
  readonly result: SameEventResult
}

/**
 * Pairs departed with arrived wordings, each at most once and only where the score is above one half. Of all matchings it
 * finds the one with the greatest sum of log odds.
 * @param order sorts pairs of equal weight; beyond it, the candidates' order decides
 */
export function matchCandidates<Left, Right>(
  candidates: Iterable<CandidatePair<Left, Right>>,
  order: (one: Right, other: Right) => number = () => 0,
): MatchedPair<Left, Right>[] {
  const pairs: (MatchedPair<Left, Right> & { readonly weight: number })[] = []
  for (const { left, right, a, b, context, withoutSharedPlace: lacksPlace = false } of candidates) {
    if (cannotBeSameEvent(a, b, context)) continue
    const scored = scoreSameEvent(a, b, lacksPlace ? [...context, ...openingReasons(a, b)] : context)
    if (scored.same) pairs.push({ left, right, result: scored, weight: scored.odds + openingBonus(a, b) })
  }
  pairs.sort((one, other) => other.weight - one.weight || order(one.right, other.right))
  return maxWeightMatching(pairs)
}

/** How similar two titles are in their first words, 0 to 1. */
function openingSimilarity(a: WordingProfile, b: WordingProfile): number {
  return a.title === b.title ? 1 : wordSimilarity(a.opening, b.opening).dice
}

/**
 * Extra weight for a pair whose titles open alike: a title's subject comes first, and what it took over from another event
 * follows.
 */
function openingBonus(a: WordingProfile, b: WordingProfile): number {
  return 3 * openingSimilarity(a, b)
}

function openingReasons(a: WordingProfile, b: WordingProfile): Reason[] {
  const similarity = openingSimilarity(a, b)
  if (similarity >= 0.5) return []
  return [{ kind: 'conflict', value: 'it opens with other words', weight: -roundWeight(0.45 * (1 - similarity)) }]
}
