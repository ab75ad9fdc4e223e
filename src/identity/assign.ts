import type { Reason } from '../model/event.ts'
import { isHopeless, type Judgement, judge, type Profile } from './same-event.ts'

/** What one side of an assignment offers: something to compare, and the reasons beyond the drafts for a pair. */
export interface Pair<Left, Right> {
  readonly left: Left
  readonly right: Right
  readonly judgement: Judgement
}

/**
 * Pairs the wordings that left with the ones that came, best pair first, each at most once, none below one half.
 * @param candidates with the evidence for a pair that the drafts do not hold
 * @param order which of two comes first where the pairs are equally good; beyond it, the candidates' order decides
 */
export function assign<Left, Right>(
  candidates: Iterable<{ left: Left; right: Right; a: Profile; b: Profile; context: readonly Reason[] }>,
  order: (one: Right, other: Right) => number = () => 0,
): Pair<Left, Right>[] {
  const pairs: Pair<Left, Right>[] = []
  for (const { left, right, a, b, context } of candidates) {
    if (isHopeless(a, b, context)) continue
    const judgement = judge(a, b, context)
    if (judgement.same) pairs.push({ left, right, judgement })
  }
  pairs.sort((one, other) => other.judgement.score - one.judgement.score || order(one.right, other.right))
  const taken = new Set<Left | Right>()
  return pairs.filter(({ left, right }) => {
    if (taken.has(left) || taken.has(right)) return false
    taken.add(left).add(right)
    return true
  })
}
