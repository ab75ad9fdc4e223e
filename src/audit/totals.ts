import type { AuditTotals, BulkChange, MostChanged, TitleChange } from '../model/audit.ts'
import type { ChangeClass, Severity } from '../model/change.ts'
import type { EventRecord } from '../model/event.ts'
import type { Instant } from '../model/time.ts'
import { eventHead } from '../versioning/history/history.ts'
import { titleStretches } from '../versioning/history/title-stretches.ts'
import { Followed, isFollowed } from './followed.ts'
import { quartilesOf } from './quartiles.ts'

type Severities = Record<Severity, number>

const most = 10

/** The first change of an event of which some change passes, and whether it is that one. */
interface First {
  readonly change: TitleChange
  readonly passed: boolean
}

/** Counts events and title changes as they go by. */
export class AuditTally {
  #events = 0
  #changes = 0
  #retitled = 0
  #silent = 0
  #withBody = 0
  #reverted = 0
  #folded = 0
  readonly #followed = new Followed()
  #marksOnly = 0
  #eventsReverted = 0
  #flipFlops = 0
  #numbers = 0
  readonly #titles: number[] = []
  readonly #versions: number[] = []
  readonly #byClass = new Map<ChangeClass, number>()
  readonly #bySeverity: Severities = { cosmetic: 0, editorial: 0, factual: 0 }
  readonly #severityByClass = new Map<ChangeClass, Severities>()
  readonly #byDay = new Map<string, Severities>()
  readonly #firsts: First[] = []
  readonly #minutesOfNumbers: number[] = []
  #mostChanged: MostChanged[] = []
  #from: Instant | null = null
  #until: Instant | null = null

  /**
   * An event of the store, whether or not a change of it passes.
   * @param isAsked whether it is one of those that are asked about
   */
  event(record: EventRecord, isAsked = true): void {
    for (const { from } of record.versions) {
      if (from === null) continue
      this.#from = this.#from === null ? from : Math.min(this.#from, from)
      this.#until = this.#until === null ? from : Math.max(this.#until, from)
    }
    if (!isAsked) return
    this.#events++
    this.#followed.see(eventHead(record).day, record.versions[0]?.from ?? null)
    this.#folded += record.folded
    raise(this.#versions, record.versions.length)
    raise(this.#titles, record.versions.length === 1 ? 1 : titleStretches(record.versions).length)
  }

  /**
   * The changes of one event that pass the filter, oldest first.
   * @param first the event's first change, whether or not it passes
   */
  changes(changes: readonly TitleChange[], first: TitleChange | undefined): void {
    if (first !== undefined && changes.length > 0) this.#firsts.push({ change: first, passed: changes[0] === first })
    for (const change of changes) this.#change(change)
    const reverts = changes.filter(({ classes }) => classes.includes('revert')).length
    if (reverts > 0) this.#eventsReverted++
    if (reverts > 1) this.#flipFlops++
    const last = changes.at(-1)
    if (last === undefined) return
    this.#retitled++
    if (changes.length < 2) return
    const row = { event: last.event, title: last.to.title, day: last.day, changes: changes.length }
    this.#mostChanged = [...this.#mostChanged, row].sort(byChanges).slice(0, most)
  }

  #change(change: TitleChange): void {
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
    if (classes.every((name) => name === 'typography' || name === 'punctuation')) this.#marksOnly++
    if (classes.includes('number')) {
      this.#numbers++
      if (minutes !== null) this.#minutesOfNumbers.push(minutes)
    }
    if (to.at === null) return
    const own = new Date(to.at).toISOString().slice(0, 10)
    const row = this.#byDay.get(own) ?? { cosmetic: 0, editorial: 0, factual: 0 }
    row[severity]++
    this.#byDay.set(own, row)
  }

  /** @param bulk what was done by a script, which says nothing of how soon an editor returns to a title */
  totals(bulk: readonly BulkChange[] = []): AuditTotals {
    const byScript = new Set(bulk.flatMap(({ members }) => members))
    const followed = this.#firsts.filter(({ change }) => isFollowed(change.day, change.from.at, this.#from))
    const byClass = [...this.#byClass].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
    const minutes = minutesOf(followed.filter(({ change }) => !byScript.has(change)))
    return {
      events: this.#events,
      span: { from: this.#from, until: this.#until },
      followed: { events: this.#followed.count(this.#from), retitled: followed.length },
      eventsRetitled: this.#retitled,
      changes: this.#changes,
      byClass: Object.fromEntries(byClass),
      bySeverity: { ...this.#bySeverity },
      severityByClass: Object.fromEntries(byClass.map(([name]) => [name, this.#severityByClass.get(name)])),
      medianMinutesToFirstChange: quartilesOf(minutesOf(this.#firsts)).median,
      silent: this.#silent,
      withBody: this.#withBody,
      reverted: this.#reverted,
      firstChange: {
        ...quartilesOf(minutes),
        withinTenHours: minutes.filter((passed) => passed <= 10 * 60).length,
        withinDay: minutes.filter((passed) => passed <= 24 * 60).length,
        rows: rowsOf(minutes),
      },
      numbers: { ...quartilesOf(this.#minutesOfNumbers), changes: this.#numbers },
      titlesPerEvent: filled(this.#titles),
      versionsPerEvent: filled(this.#versions),
      eventsReverted: this.#eventsReverted,
      flipFlops: this.#flipFlops,
      noise: { folded: this.#folded, cosmetic: this.#marksOnly },
      byDay: [...this.#byDay].sort(([a], [b]) => (a < b ? -1 : 1)).map(([own, counts]) => ({ day: own, ...counts })),
      mostChanged: this.#mostChanged,
      bulk,
    }
  }
}

/** How long the first titles stood whose giving way passes. */
function minutesOf(firsts: readonly First[]): number[] {
  return firsts.flatMap(({ change, passed }) => (passed ? (change.minutesStood ?? []) : []))
}

/** From an hour to a month, with the ten hours and the day of published studies. */
const bounds = [1, 3, 6, 10, 24, 2 * 24, 7 * 24, 30 * 24].map((hours) => hours * 60)

function rowsOf(minutes: readonly number[]): AuditTotals['firstChange']['rows'] {
  return [...bounds, null].map((bound, at) => {
    const [above, most] = [bounds[at - 1] ?? -1, bound ?? Number.POSITIVE_INFINITY]
    return { minutes: bound, events: minutes.filter((own) => own > above && own <= most).length }
  })
}

function raise(counts: number[], value: number): void {
  counts[value - 1] = (counts[value - 1] ?? 0) + 1
}

function filled(counts: readonly number[]): number[] {
  return Array.from(counts, (value) => value ?? 0)
}

function byChanges(a: MostChanged, b: MostChanged): number {
  return b.changes - a.changes || (a.event < b.event ? -1 : 1)
}
