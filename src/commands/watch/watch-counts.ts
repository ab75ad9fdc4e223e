import type { Instant } from '../../model/time.ts'
import type { WatchEvent, WatchStatus } from '../../model/watch.ts'
import type { Planner } from '../../versioning/planner.ts'

export interface WatchCountsOptions {
  readonly now: () => Instant
  /** IANA name of the time zone of "today". */
  readonly timeZone: string
  readonly readState: () => Pick<WatchStatus, 'pages' | 'queue' | 'catchingUp' | 'health'>
  readonly onStatus: (status: WatchStatus) => void
}

const reportIntervalMs = 200

/** Counts the versions of today, and reports the status whenever it changes. */
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

  /** Counts today's versions that were recorded before the watch. */
  countRecorded({ eventIndex }: Planner): void {
    for (const { versions } of eventIndex.events.values()) {
      // today's versions are the last ones
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
