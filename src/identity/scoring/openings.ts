import type { Reason } from '../../model/event.ts'
import { type Profile, roundWeight } from './score-same-event.ts'
import { likeness } from './similarity.ts'

/** How much two titles are like each other in their first words, 0 to 1. */
function openingLikeness(a: Profile, b: Profile): number {
  return a.title === b.title ? 1 : likeness(a.opening, b.opening).dice
}

/**
 * What it is worth, among pairs that are each likely, that one opens as the other did: what a title is about comes first, and
 * what it took in from another event follows.
 */
export function openingWorth(a: Profile, b: Profile): number {
  return 3 * openingLikeness(a, b)
}

/** What speaks against two that have no place in common by which they could be known: that they open with other words. */
export function openingReasons(a: Profile, b: Profile): Reason[] {
  const like = openingLikeness(a, b)
  if (like >= 0.5) return []
  return [{ kind: 'conflict', value: 'it opens with other words', weight: -roundWeight(0.45 * (1 - like)) }]
}
