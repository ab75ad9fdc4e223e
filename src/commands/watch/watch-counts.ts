import type { Instant } from '../../model/time.ts'
import type { WatchEvent, WatchStatus } from '../../model/watch.ts'
import type { Planner } from '../../versioning/planner.ts'

export interface WatchCountsOptions {
  readonly now: () => Instant
  /** IANA name of the zone in which a day begins. */
  readonly timeZone: string
  /** What stands at this moment. */
  readonly readState: () => Pick<WatchStatus, 'pages' | 'queue' | 'catchingUp' | 'health'>
  readonly onStatus: (status: WatchStatus) => void
}

/** Milliseconds between two looks at the figures. */
const reportIntervalMs = 200

/** Counts the versions of the day, and tells the figures whenever they have changed. */
export class WatchCounts {
  readonly #options: WatchCountsOptions
  readonly #dayOf: (at: Instant) => string
  readonly #timer: NodeJS.Timeout
  #day: string
  #versions = 0
  #lastReported = ''

  constructor(options: WatchCountsOptions) {
    const format = new Intl.DateTimeFormat('en-CA', { timeZone: options.timeZone, dateStyle: 'short' })
    this.#options = options
    this.#dayOf = (at) => format.format(at)
    this.#day = this.#dayOf(options.now())
    this.#timer = setInterval(() => this.#report(), reportIntervalMs)
  }

  /** Counts what was recorded of today before. */
  countRecorded({ eventIndex }: Planner): void {
    for (const { versions } of eventIndex.events.values()) {
      // versions are in order: those of today are the last
      for (let index = versions.length - 1; index >= 0; index--) {
        const { from } = versions[index]!
        if (from === null || this.#dayOf(from) !== this.#day) break
        this.#versions++
      }
    }
  }

  count(events: readonly WatchEvent[]): void {
    this.#resetOnNewDay()
    for (const event of events) {
      if (event.kind === 'version' && event.from !== null && this.#dayOf(event.from) === this.#day) this.#versions++
    }
  }

  close(): void {
    clearInterval(this.#timer)
    this.#report()
  }

  #resetOnNewDay(): void {
    const day = this.#dayOf(this.#options.now())
    if (day === this.#day) return
    this.#day = day
    this.#versions = 0
  }

  #report(): void {
    this.#resetOnNewDay()
    const counts = { ...this.#options.readState(), versionsToday: this.#versions }
    const serialised = JSON.stringify(counts)
    if (serialised === this.#lastReported) return
    this.#lastReported = serialised
    this.#options.onStatus({ kind: 'status', at: this.#options.now(), ...counts })
  }
}
