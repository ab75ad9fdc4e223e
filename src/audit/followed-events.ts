import { type Day, dayMs, type Instant } from '../model/time.ts'

// Pages are written on the day of the event or the day after. A later record missed the start.
const maxDelayMs = 3 * dayMs

/**
 * Counts the followed events: those recorded at most two days after their day. An event without a day is followed if it appeared
 * after the start of the record. Of older events, the record knows neither their age nor their earlier titles.
 */
export class FollowedEvents {
  #dated = 0
  readonly #undated: { at: Instant; events: number } = { at: Number.POSITIVE_INFINITY, events: 0 }
  #undatedAtStart = 0

  /** @param firstSeenAt when the event's first title appeared; null where it is not known */
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

  /** @param ledgerStart the first time of the record */
  count(ledgerStart: Instant | null): number {
    const atStart = this.#undated.at === ledgerStart ? this.#undatedAtStart : 0
    return this.#dated + this.#undated.events - atStart
  }
}

/** Whether one event is a followed event. */
export function isFollowed(eventDay: Day | null, firstSeenAt: Instant | null, ledgerStart: Instant | null): boolean {
  if (firstSeenAt === null) return false
  return eventDay === null ? firstSeenAt !== ledgerStart : isSeenInTime(eventDay, firstSeenAt)
}

function isSeenInTime(eventDay: Day, firstSeenAt: Instant): boolean {
  return firstSeenAt < Date.parse(eventDay) + maxDelayMs
}
