import type { Reason } from '../../model/event.ts'
import { bestMatching } from './best-matching.ts'
import { openingReasons, openingWorth } from './openings.ts'
import { isHopeless, type Judgement, judge, type Profile } from './score-same-event.ts'

/** Two that may be one event. */
export interface Candidate<Left, Right> {
  readonly left: Left
  readonly right: Right
  readonly a: Profile
  readonly b: Profile
  /** The evidence that the drafts do not hold. */
  readonly context: readonly Reason[]
  /** They have no place on a page in common by which they could be known. */
  readonly elsewhere?: boolean
}

/** Two taken for one event, and why. */
export interface Pair<Left, Right> {
  readonly left: Left
  readonly right: Right
  readonly judgement: Judgement
}

/**
 * Pairs the wordings that left with the ones that came, each at most once, none below one half: of all ways to pair them
 * the likeliest as a whole.
 * @param order which of two comes first where the pairs are equally good; beyond it, the candidates' order decides
 */
export function assign<Left, Right>(
  candidates: Iterable<Candidate<Left, Right>>,
  order: (one: Right, other: Right) => number = () => 0,
): Pair<Left, Right>[] {
  const pairs: (Pair<Left, Right> & { readonly worth: number })[] = []
  for (const { left, right, a, b, context, elsewhere = false } of candidates) {
    if (isHopeless(a, b, context)) continue
    const judgement = judge(a, b, elsewhere ? [...context, ...openingReasons(a, b)] : context)
    if (judgement.same) pairs.push({ left, right, judgement, worth: judgement.odds + openingWorth(a, b) })
  }
  pairs.sort((one, other) => other.worth - one.worth || order(one.right, other.right))
  return bestMatching(pairs)
}
