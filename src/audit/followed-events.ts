import type { Day, Instant } from '../model/time.ts'

const dayMs = 24 * 60 * 60_000
// Pages are written on the day of the event or the day after; who comes later found it standing.
const maxDelayMs = 3 * dayMs

/**
 * Counts the events that the record followed from their beginning: those that it took up no later than two days after their
 * day, and of those without a day the ones that were not there when it began. Where it took up what had long stood, it knows
 * neither how long that stood nor how often it was retitled before.
 */
export class FollowedEvents {
  #dated = 0
  readonly #undated: { at: Instant; events: number } = { at: Number.POSITIVE_INFINITY, events: 0 }
  #undatedAtStart = 0

  /** @param firstSeenAt when the event's first title appeared; null where that is not known */
  add(eventDay: Day | null, firstSeenAt: Instant | null): void {
    if (firstSeenAt === null) return
    if (eventDay !== null) {
      if (isSeenInTime(eventDay, firstSeenAt)) this.#dated++
      return
    }
    this.#undated.events++
    if (firstSeenAt < this.#undated.at) {
      this.#undated.at = firstSeenAt
      this.#undatedAtStart = 0
    }
    if (firstSeenAt === this.#undated.at) this.#undatedAtStart++
  }

  /** @param ledgerStart the first moment of the record */
  count(ledgerStart: Instant | null): number {
    const atStart = this.#undated.at === ledgerStart ? this.#undatedAtStart : 0
    return this.#dated + this.#undated.events - atStart
  }
}

/** Whether one event was followed from its beginning. */
export function isFollowed(eventDay: Day | null, firstSeenAt: Instant | null, ledgerStart: Instant | null): boolean {
  if (firstSeenAt === null) return false
  return eventDay === null ? firstSeenAt !== ledgerStart : isSeenInTime(eventDay, firstSeenAt)
}

function isSeenInTime(eventDay: Day, firstSeenAt: Instant): boolean {
  return firstSeenAt < Date.parse(eventDay) + maxDelayMs
}
