import type { Reason } from '../../model/event.ts'
import type { PagePath } from '../../model/page.ts'
import type { Known, Slot } from '../index/event-index.ts'

/**
 * The places on a page between items that stayed: between which of them each event stood that went, and each item stands
 * that came.
 */
export class Gaps {
  readonly #then = new Map<Known, string>()
  readonly #now: readonly string[]

  /**
   * @param before the page's items, in order
   * @param left those of them that are not on it any more
   * @param placed its items now, in order; null: it is not known yet which event that is
   */
  constructor(before: readonly Slot[], left: ReadonlySet<Slot>, placed: readonly (Slot | null)[]) {
    const places = new Map(placed.flatMap((slot, index) => (slot ? [[slot.event, index] as const] : [])))
    const stayed = before.map((slot) => (left.has(slot) ? null : (places.get(slot.event) ?? null)))
    const [then, now] = [between(stayed), between(placed.map((slot, index) => (slot ? index : null)))]
    for (const [index, slot] of before.entries()) if (left.has(slot)) this.#then.set(slot.event, then[index]!)
    // a page on which nothing stayed has one place for everything, which says nothing
    this.#now = places.size === 0 ? [] : now
  }

  /** What speaks for an event that went being an item that came. @param index of the item, from 0 */
  evidence(known: Known, index: number): Reason[] {
    if (this.#now[index] === undefined || this.#then.get(known) !== this.#now[index]) return []
    return [{ kind: 'same-neighbours', value: `item ${index + 1}`, weight: 0.6 }]
  }
}

/** What it weighs that an item came to the very page that an event left, wherever on it. */
export function leftHere(path: PagePath): Reason {
  return { kind: 'same-path', value: path, weight: 0.9 }
}

/** The nearest places known before and after each of some items. */
function between(places: readonly (number | null)[]): string[] {
  let last = -1
  const before = places.map((place) => {
    const found = last
    last = place ?? last
    return found
  })
  let next = Number.POSITIVE_INFINITY
  const after = places.toReversed().map((place) => {
    const found = next
    next = place ?? next
    return found
  })
  return before.map((place, index) => `${place} ${after.at(-1 - index)}`)
}
