import type { AuditTotals, BulkChange, MostChangedEvent, TitleChange } from '../model/audit.ts'
import type { ChangeClass, Severity } from '../model/change.ts'
import type { EventRecord } from '../model/event.ts'
import type { Instant } from '../model/time.ts'
import { historyEvent } from '../versioning/history/build-history.ts'
import { titlePeriods } from '../versioning/history/title-periods.ts'
import { FollowedEvents, isFollowed } from './followed-events.ts'
import { quartilesOf } from './quartiles.ts'

type Severities = Record<Severity, number>

const maxMostChanged = 10

/** The first change of an event with a change that passes the filter. */
interface FirstChange {
  readonly change: TitleChange
  /** Whether the first change itself passes. */
  readonly isMatch: boolean
}

/** Counts events and title changes one by one, for the totals of an audit. */
export class AuditTally {
  #events = 0
  #changes = 0
  #retitled = 0
  #silent = 0
  #withBody = 0
  #reverted = 0
  #folded = 0
  readonly #followedEvents = new FollowedEvents()
  #cosmeticOnly = 0
  #eventsReverted = 0
  #flipFlops = 0
  #numberChanges = 0
  readonly #titleCounts: number[] = []
  readonly #versionCounts: number[] = []
  readonly #byClass = new Map<ChangeClass, number>()
  readonly #bySeverity: Severities = { cosmetic: 0, editorial: 0, factual: 0 }
  readonly #severityByClass = new Map<ChangeClass, Severities>()
  readonly #severityByDay = new Map<string, Severities>()
  readonly #firstChanges: FirstChange[] = []
  readonly #numberMinutes: number[] = []
  #mostChanged: MostChangedEvent[] = []
  #from: Instant | null = null
  #until: Instant | null = null

  /**
   * Adds an event of the store, with or without a change that passes.
   * @param isInScope whether the event is in the scope of the filter
   */
  addEvent(record: EventRecord, isInScope = true): void {
    for (const { from } of record.versions) {
      if (from === null) continue
      this.#from = this.#from === null ? from : Math.min(this.#from, from)
      this.#until = this.#until === null ? from : Math.max(this.#until, from)
    }
    if (!isInScope) return
    this.#events++
    this.#followedEvents.add(historyEvent(record).day, record.versions[0]?.from ?? null)
    this.#folded += record.folded
    increment(this.#versionCounts, record.versions.length)
    increment(this.#titleCounts, record.versions.length === 1 ? 1 : titlePeriods(record.versions).length)
  }

  /**
   * Adds the changes of one event that pass the filter, oldest first.
   * @param first the event's first change, also where it does not pass
   */
  addChanges(changes: readonly TitleChange[], first: TitleChange | undefined): void {
    if (first !== undefined && changes.length > 0)
      this.#firstChanges.push({ change: first, isMatch: changes[0] === first })
    for (const change of changes) this.#addChange(change)
    const reverts = changes.filter(({ classes }) => classes.includes('revert')).length
    if (reverts > 0) this.#eventsReverted++
    if (reverts > 1) this.#flipFlops++
    const last = changes.at(-1)
    if (last === undefined) return
    this.#retitled++
    if (changes.length < 2) return
    const row = { event: last.event, title: last.to.title, day: last.day, changes: changes.length }
    this.#mostChanged = [...this.#mostChanged, row].sort(compareByChanges).slice(0, maxMostChanged)
  }

  #addChange(change: TitleChange): void {
    const { severity, classes, reasons, minutesStood: minutes, to } = change
    this.#changes++
    this.#bySeverity[severity]++
    for (const name of classes) this.#byClass.set(name, (this.#byClass.get(name) ?? 0) + 1)
    for (const reason of reasons) {
      const row = this.#severityByClass.get(reason.kind) ?? { cosmetic: 0, editorial: 0, factual: 0 }
      row[reason.severity]++
      this.#severityByClass.set(reason.kind, row)
    }
    if (change.silent) this.#silent++
    if (change.bodyChanged) this.#withBody++
    if (change.reverted !== null) this.#reverted++
    if (classes.every((name) => name === 'typography' || name === 'punctuation')) this.#cosmeticOnly++
    if (classes.includes('number')) {
      this.#numberChanges++
      if (minutes !== null) this.#numberMinutes.push(minutes)
    }
    if (to.at === null) return
    const day = new Date(to.at).toISOString().slice(0, 10)
    const row = this.#severityByDay.get(day) ?? { cosmetic: 0, editorial: 0, factual: 0 }
    row[severity]++
    this.#severityByDay.set(day, row)
  }

  /** @param bulk bulk changes; a script makes them, so they do not count for the time to an editor's first change */
  totals(bulk: readonly BulkChange[] = []): AuditTotals {
    const bulkMembers = new Set(bulk.flatMap(({ members }) => members))
    const followedFirstChanges = this.#firstChanges.filter(({ change }) =>
      isFollowed(change.day, change.from.at, this.#from),
    )
    const byClass = [...this.#byClass].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
    const minutes = minutesToFirstChange(followedFirstChanges.filter(({ change }) => !bulkMembers.has(change)))
    return {
      events: this.#events,
      span: { from: this.#from, until: this.#until },
      followed: { events: this.#followedEvents.count(this.#from), retitled: followedFirstChanges.length },
      eventsRetitled: this.#retitled,
      changes: this.#changes,
      byClass: Object.fromEntries(byClass),
      bySeverity: { ...this.#bySeverity },
      severityByClass: Object.fromEntries(byClass.map(([name]) => [name, this.#severityByClass.get(name)])),
      medianMinutesToFirstChange: quartilesOf(minutesToFirstChange(this.#firstChanges)).median,
      silent: this.#silent,
      withBody: this.#withBody,
      reverted: this.#reverted,
      firstChange: {
        ...quartilesOf(minutes),
        withinTenHours: minutes.filter((passed) => passed <= 10 * 60).length,
        withinDay: minutes.filter((passed) => passed <= 24 * 60).length,
        rows: minuteRows(minutes),
      },
      numbers: { ...quartilesOf(this.#numberMinutes), changes: this.#numberChanges },
      titlesPerEvent: withZeros(this.#titleCounts),
      versionsPerEvent: withZeros(this.#versionCounts),
      eventsReverted: this.#eventsReverted,
      flipFlops: this.#flipFlops,
      noise: { folded: this.#folded, cosmetic: this.#cosmeticOnly },
      byDay: [...this.#severityByDay].sort(([a], [b]) => (a < b ? -1 : 1)).map(([day, counts]) => ({ day, ...counts })),
      mostChanged: this.#mostChanged,
      bulk,
    }
  }
}

/** Minutes until the first title change, over events whose first change passes the filter. */
function minutesToFirstChange(firsts: readonly FirstChange[]): number[] {
  return firsts.flatMap(({ change, isMatch }) => (isMatch ? (change.minutesStood ?? []) : []))
}

/** From an hour to a month. Ten hours and a day are the windows of published studies. */
const minuteBounds = [1, 3, 6, 10, 24, 2 * 24, 7 * 24, 30 * 24].map((hours) => hours * 60)

function minuteRows(minutes: readonly number[]): AuditTotals['firstChange']['rows'] {
  return [...minuteBounds, null].map((bound, index) => {
    const [lower, upper] = [minuteBounds[index - 1] ?? -1, bound ?? Number.POSITIVE_INFINITY]
    return { minutes: bound, events: minutes.filter((value) => value > lower && value <= upper).length }
  })
}

function increment(counts: number[], value: number): void {
  counts[value - 1] = (counts[value - 1] ?? 0) + 1
}

function withZeros(counts: readonly number[]): number[] {
  return Array.from(counts, (value) => value ?? 0)
}

function compareByChanges(a: MostChangedEvent, b: MostChangedEvent): number {
  return b.changes - a.changes || (a.event < b.event ? -1 : 1)
}
