import type { Instant } from '../../model/time.ts'
import type { WatchEvent, WatchStatus } from '../../model/watch.ts'
import type { Planner } from '../../versioning/planner.ts'

export interface FiguresOptions {
  readonly now: () => Instant
  /** IANA name of the zone in which a day begins. */
  readonly timeZone: string
  /** What stands at this moment. */
  readonly read: () => Pick<WatchStatus, 'pages' | 'queue' | 'catchingUp' | 'health'>
  readonly tell: (status: WatchStatus) => void
}

/** Milliseconds between two looks at the figures. */
const interval = 200

/** Counts the versions of the day, and tells the figures whenever they have changed. */
export class WatchFigures {
  readonly #options: FiguresOptions
  readonly #dayOf: (at: Instant) => string
  readonly #timer: NodeJS.Timeout
  #day: string
  #versions = 0
  #told = ''

  constructor(options: FiguresOptions) {
    const format = new Intl.DateTimeFormat('en-CA', { timeZone: options.timeZone, dateStyle: 'short' })
    this.#options = options
    this.#dayOf = (at) => format.format(at)
    this.#day = this.#dayOf(options.now())
    this.#timer = setInterval(() => this.#tell(), interval)
  }

  /** Counts what was recorded of today before. */
  begin({ book }: Planner): void {
    for (const { versions } of book.events.values()) {
      // versions are in order: those of today are the last
      for (let index = versions.length - 1; index >= 0; index--) {
        const { from } = versions[index]!
        if (from === null || this.#dayOf(from) !== this.#day) break
        this.#versions++
      }
    }
  }

  count(events: readonly WatchEvent[]): void {
    this.#turnDay()
    for (const event of events) {
      if (event.kind === 'version' && event.from !== null && this.#dayOf(event.from) === this.#day) this.#versions++
    }
  }

  close(): void {
    clearInterval(this.#timer)
    this.#tell()
  }

  #turnDay(): void {
    const day = this.#dayOf(this.#options.now())
    if (day === this.#day) return
    this.#day = day
    this.#versions = 0
  }

  #tell(): void {
    this.#turnDay()
    const figures = { ...this.#options.read(), versionsToday: this.#versions }
    const seen = JSON.stringify(figures)
    if (seen === this.#told) return
    this.#told = seen
    this.#options.tell({ kind: 'status', at: this.#options.now(), ...figures })
  }
}
