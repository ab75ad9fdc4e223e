import type { Day, Instant } from '../model/time.ts'

const day = 24 * 60 * 60_000
// Pages are written on the day of the event or the day after; who comes later found it standing.
const latest = 3 * day

/**
 * Counts the events that the record followed from their beginning: those that it took up no later than two days after their
 * day, and of those without a day the ones that were not there when it began. Where it took up what had long stood, it knows
 * neither how long that stood nor how often it was retitled before.
 */
export class Followed {
  #dated = 0
  readonly #undated: { at: Instant; events: number } = { at: Number.POSITIVE_INFINITY, events: 0 }
  #undatedAtStart = 0

  /** @param at when the event's first title appeared; null where that is not known */
  see(own: Day | null, at: Instant | null): void {
    if (at === null) return
    if (own !== null) {
      if (isFresh(own, at)) this.#dated++
      return
    }
    this.#undated.events++
    if (at < this.#undated.at) {
      this.#undated.at = at
      this.#undatedAtStart = 0
    }
    if (at === this.#undated.at) this.#undatedAtStart++
  }

  /** @param start the first moment of the record */
  count(start: Instant | null): number {
    const atStart = this.#undated.at === start ? this.#undatedAtStart : 0
    return this.#dated + this.#undated.events - atStart
  }
}

/** Whether one event was followed from its beginning. */
export function isFollowed(own: Day | null, at: Instant | null, start: Instant | null): boolean {
  if (at === null) return false
  return own === null ? at !== start : isFresh(own, at)
}

function isFresh(own: Day, at: Instant): boolean {
  return at < Date.parse(own) + latest
}
