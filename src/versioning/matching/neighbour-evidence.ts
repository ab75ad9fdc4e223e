import type { Reason } from '../../model/event.ts'
import type { PagePath } from '../../model/page.ts'
import type { Slot, TrackedEvent } from '../index/event-index.ts'

/**
 * Evidence from the order of items on a page: a departed event and a new item were between the same two remaining items.
 */
export class NeighbourEvidence {
  readonly #departedGaps = new Map<TrackedEvent, string>()
  readonly #itemGaps: readonly string[]

  /**
   * @param before the page's items, in order
   * @param departed those of them that left
   * @param placed its items now, in order; null where the event is unknown yet
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
    // Without remaining items the whole page is one gap, which is no evidence.
    this.#itemGaps = positions.size === 0 ? [] : gapsAfter
  }

  /** @param index of the new item, from 0 */
  reasonsFor(tracked: TrackedEvent, index: number): Reason[] {
    if (this.#itemGaps[index] === undefined || this.#departedGaps.get(tracked) !== this.#itemGaps[index]) return []
    return [{ kind: 'same-neighbours', value: `item ${index + 1}`, weight: 0.6 }]
  }
}

/** Evidence that an item is on the page that the event left. */
export function samePageReason(path: PagePath): Reason {
  return { kind: 'same-path', value: path, weight: 0.9 }
}

/** For each item, the nearest known positions before and after it, as a key. */
function gapsBetween(positions: readonly (number | null)[]): string[] {
  const before = lastKnown(positions)
  const after = lastKnown(positions.toReversed())
  return before.map((position, index) => `${position} ${after.at(-1 - index)}`)
}

/** For each item, the last known position before it; null for none. */
function lastKnown(positions: readonly (number | null)[]): (number | null)[] {
  let last: number | null = null
  return positions.map((position) => {
    const found = last
    last = position ?? last
    return found
  })
}
