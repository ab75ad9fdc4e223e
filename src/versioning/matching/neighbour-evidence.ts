import type { Reason } from '../../model/event.ts'
import type { PagePath } from '../../model/page.ts'
import type { Slot, TrackedEvent } from '../index/event-index.ts'

/**
 * The places on a page between items that stayed: between which of them each event stood that went, and each item stands
 * that came.
 */
export class NeighbourEvidence {
  readonly #departedGaps = new Map<TrackedEvent, string>()
  readonly #itemGaps: readonly string[]

  /**
   * @param before the page's items, in order
   * @param departed those of them that are not on it any more
   * @param placed its items now, in order; null: it is not known yet which event that is
   */
  constructor(before: readonly Slot[], departed: ReadonlySet<Slot>, placed: readonly (Slot | null)[]) {
    const positions = new Map(placed.flatMap((slot, index) => (slot ? [[slot.event, index] as const] : [])))
    const stayedPositions = before.map((slot) => (departed.has(slot) ? null : (positions.get(slot.event) ?? null)))
    const [gapsBefore, gapsAfter] = [
      gapsBetween(stayedPositions),
      gapsBetween(placed.map((slot, index) => (slot ? index : null))),
    ]
    for (const [index, slot] of before.entries())
      if (departed.has(slot)) this.#departedGaps.set(slot.event, gapsBefore[index]!)
    // a page on which nothing stayed has one place for everything, which says nothing
    this.#itemGaps = positions.size === 0 ? [] : gapsAfter
  }

  /** What speaks for an event that went being an item that came. @param index of the item, from 0 */
  reasonsFor(tracked: TrackedEvent, index: number): Reason[] {
    if (this.#itemGaps[index] === undefined || this.#departedGaps.get(tracked) !== this.#itemGaps[index]) return []
    return [{ kind: 'same-neighbours', value: `item ${index + 1}`, weight: 0.6 }]
  }
}

/** What it weighs that an item came to the very page that an event left, wherever on it. */
export function samePageReason(path: PagePath): Reason {
  return { kind: 'same-path', value: path, weight: 0.9 }
}

/** The nearest places known before and after each of some items. */
function gapsBetween(positions: readonly (number | null)[]): string[] {
  let last = -1
  const before = positions.map((position) => {
    const found = last
    last = position ?? last
    return found
  })
  let next = Number.POSITIVE_INFINITY
  const after = positions.toReversed().map((position) => {
    const found = next
    next = position ?? next
    return found
  })
  return before.map((position, index) => `${position} ${after.at(-1 - index)}`)
}
