import type { Reason } from '../model/event.ts'
import { bestMatching } from './matching.ts'
import { isHopeless, type Judgement, judge, type Profile } from './same-event.ts'

/** What one side of an assignment offers: something to compare, and the reasons beyond the drafts for a pair. */
export interface Pair<Left, Right> {
  readonly left: Left
  readonly right: Right
  readonly judgement: Judgement
}

/**
 * Pairs the wordings that left with the ones that came, each at most once, none below one half: of all ways to pair them
 * the likeliest as a whole.
 * @param candidates with the evidence for a pair that the drafts do not hold
 * @param order which of two comes first where the pairs are equally good; beyond it, the candidates' order decides
 */
export function assign<Left, Right>(
  candidates: Iterable<{ left: Left; right: Right; a: Profile; b: Profile; context: readonly Reason[] }>,
  order: (one: Right, other: Right) => number = () => 0,
): Pair<Left, Right>[] {
  const pairs: (Pair<Left, Right> & { readonly worth: number })[] = []
  for (const { left, right, a, b, context } of candidates) {
    if (isHopeless(a, b, context)) continue
    const judgement = judge(a, b, context)
    if (judgement.same) pairs.push({ left, right, judgement, worth: judgement.odds })
  }
  pairs.sort((one, other) => other.worth - one.worth || order(one.right, other.right))
  return bestMatching(pairs)
}
