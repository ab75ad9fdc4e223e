import type { Reason } from '../../model/event.ts'
import { maxWeightMatching } from './max-weight-matching.ts'
import { cannotBeSameEvent, type SameEventResult, scoreSameEvent, type WordingProfile } from './score-same-event.ts'
import { openingBonus, openingReasons } from './title-openings.ts'

/** Two that may be one event. */
export interface CandidatePair<Left, Right> {
  readonly left: Left
  readonly right: Right
  readonly a: WordingProfile
  readonly b: WordingProfile
  /** The evidence that the drafts do not hold. */
  readonly context: readonly Reason[]
  /** They have no place on a page in common by which they could be known. */
  readonly withoutSharedPlace?: boolean
}

/** Two taken for one event, and why. */
export interface MatchedPair<Left, Right> {
  readonly left: Left
  readonly right: Right
  readonly result: SameEventResult
}

/**
 * Pairs the wordings that left with the ones that came, each at most once, none below one half: of all ways to pair them
 * the likeliest as a whole.
 * @param order which of two comes first where the pairs are equally good; beyond it, the candidates' order decides
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
