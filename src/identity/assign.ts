import type { Reason } from '../model/event.ts'
import { type Judgement, judge, type Profile } from './same-event.ts'

/** What one side of an assignment offers: something to compare, and the reasons beyond the drafts for a pair. */
export interface Pair<Left, Right> {
  readonly left: Left
  readonly right: Right
  readonly judgement: Judgement
}

/**
 * Pairs the wordings that left with the ones that came, best pair first, each at most once, none below one half.
 * @param context evidence for a pair that the drafts do not hold; null rules the pair out
 */
export function assign<Left, Right>(
  candidates: Iterable<{ left: Left; right: Right; a: Profile; b: Profile; context: readonly Reason[] }>,
): Pair<Left, Right>[] {
  const pairs: Pair<Left, Right>[] = []
  for (const { left, right, a, b, context } of candidates) {
    const judgement = judge(a, b, context)
    if (judgement.same) pairs.push({ left, right, judgement })
  }
  // A stable sort: pairs of one score keep the order in which pages and candidates came.
  pairs.sort((one, other) => other.judgement.score - one.judgement.score)
  const taken = new Set<Left | Right>()
  return pairs.filter(({ left, right }) => {
    if (taken.has(left) || taken.has(right)) return false
    taken.add(left).add(right)
    return true
  })
}
