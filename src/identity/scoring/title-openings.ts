import type { Reason } from '../../model/event.ts'
import { roundWeight, type WordingProfile } from './score-same-event.ts'
import { wordSimilarity } from './similarity.ts'

/** How much two titles are like each other in their first words, 0 to 1. */
function openingSimilarity(a: WordingProfile, b: WordingProfile): number {
  return a.title === b.title ? 1 : wordSimilarity(a.opening, b.opening).dice
}

/**
 * What it is worth, among pairs that are each likely, that one opens as the other did: what a title is about comes first, and
 * what it took in from another event follows.
 */
export function openingBonus(a: WordingProfile, b: WordingProfile): number {
  return 3 * openingSimilarity(a, b)
}

/** What speaks against two that have no place in common by which they could be known: that they open with other words. */
export function openingReasons(a: WordingProfile, b: WordingProfile): Reason[] {
  const similarity = openingSimilarity(a, b)
  if (similarity >= 0.5) return []
  return [{ kind: 'conflict', value: 'it opens with other words', weight: -roundWeight(0.45 * (1 - similarity)) }]
}
