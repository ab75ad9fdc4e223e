import type { ChangeClass } from '../model/change.ts'
import type { AuditTotals, TitleChange } from '../model/report.ts'

/** Counts title changes as they go by. */
export class AuditTally {
  #events = 0
  #changes = 0
  readonly #retitled = new Set<string>()
  readonly #byClass = new Map<ChangeClass, number>()
  readonly #bySeverity = { cosmetic: 0, editorial: 0, factual: 0 }
  readonly #minutesToFirst: number[] = []

  /** An event was looked at, whether or not a change of it passed. */
  event(): void {
    this.#events++
  }

  change(change: TitleChange): void {
    this.#changes++
    if (!this.#retitled.has(change.event)) {
      this.#retitled.add(change.event)
      if (change.minutesStood !== null) this.#minutesToFirst.push(change.minutesStood)
    }
    this.#bySeverity[change.severity]++
    for (const name of change.classes) this.#byClass.set(name, (this.#byClass.get(name) ?? 0) + 1)
  }

  totals(): AuditTotals {
    return {
      events: this.#events,
      eventsRetitled: this.#retitled.size,
      changes: this.#changes,
      byClass: Object.fromEntries([...this.#byClass].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))),
      bySeverity: { ...this.#bySeverity },
      medianMinutesToFirstChange: median(this.#minutesToFirst),
    }
  }
}

function median(values: readonly number[]): number | null {
  if (values.length === 0) return null
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[middle]! : Math.round((sorted[middle - 1]! + sorted[middle]!) / 2)
}
