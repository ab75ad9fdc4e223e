import type { Change, ChangeClass, Severity } from './change.ts'
import type { EventId, MatchEvidence } from './event.ts'
import type { PagePath } from './page.ts'
import type { Origin } from './revision.ts'
import type { Day, Instant } from './time.ts'

/** One title of an event replaced by another. */
export interface TitleChange extends Pick<Change, 'classes' | 'severity' | 'diff'> {
  readonly event: EventId
  /** The day of the event's latest version. */
  readonly day: Day | null
  /** The topic of the event's latest version. */
  readonly topic: string | null
  readonly from: TitleState
  readonly to: TitleState
  /** The words that each class is based on, in the order of `classes`. */
  readonly reasons: readonly ClassReason[]
  /** True where the page's Changes section does not list the former title. */
  readonly silent: boolean
  readonly bodyChanged: boolean
  /** Minutes for which the former title was current; null where its start is not known. */
  readonly minutesStood: number | null
  /** The later return of the former title; null where it did not return. */
  readonly reverted: Reversion | null
  /** The evidence that both titles belong to one event; null where a Changes section claims the new title. */
  readonly link: MatchEvidence | null
  /** Where the new title comes from, with the commit and its author; `page` where only a Changes section claims it. */
  readonly origin: Origin | { readonly kind: 'page' }
  /** URLs of the sources that the new version cites, spelled as on the page. */
  readonly sources: readonly string[]
}

/** One side of a title change. */
export interface TitleState {
  /** Number of the version, from 1 within its event: the last with the former title, or the first with the new one. */
  readonly number: number
  readonly title: string
  readonly path: PagePath
  /** When the title appeared; null where a Changes section claims it without that time. */
  readonly at: Instant | null
}

/** Why a title change has a class. Both lists are empty where the class depends on no single words. */
export interface ClassReason {
  readonly kind: ChangeClass
  /** The severity of the class in this change. */
  readonly severity: Severity
  /** Words of the former title, spelled as there. */
  readonly removed: readonly string[]
  /** Words of the new title, spelled as there. */
  readonly added: readonly string[]
}

/** The return of a former title. */
export interface Reversion {
  /** Number of the version that has the former title again. */
  readonly number: number
  readonly at: Instant | null
  /** Minutes between its replacement and its return; null where a time is not known. */
  readonly minutes: number | null
}

export const auditGroupings = ['day', 'topic', 'source', 'class', 'author'] as const
/** What the title changes of a group have in common. */
export type AuditGrouping = (typeof auditGroupings)[number]

export const auditOrders = ['time', 'severity', 'stood', 'event'] as const
/**
 * The order of the title changes. `time`: by the time of the new title, latest last. `severity`: highest first.
 * `stood`: by the minutes of the former title, shortest first. `event`: by the event's day.
 */
export type AuditOrder = (typeof auditOrders)[number]

/** Which title changes an audit lists and counts. All given conditions must be true. */
export interface AuditFilter {
  /** The new title appeared at this time or later. */
  readonly since?: Instant | undefined
  /** The new title appeared before this time. */
  readonly until?: Instant | undefined
  readonly kinds?: readonly ChangeClass[] | undefined
  /** The change has this severity or a higher one. */
  readonly severity?: Severity | undefined
  /** The former or the new title contains this text, in upper or lower case. */
  readonly match?: string | undefined
  /** The event's topic contains this text, in upper or lower case. */
  readonly topic?: string | undefined
  readonly silent?: boolean | undefined
  /** Most changes that are listed. Totals count all. */
  readonly limit?: number | undefined
  /** Default: `time`. */
  readonly sort?: AuditOrder | undefined
  /** Default: no groups. */
  readonly groupBy?: AuditGrouping | undefined
}

/** Quantiles of lengths of time, in minutes; null where no length is known. */
export interface DurationQuantiles {
  /** How many lengths are known. */
  readonly known: number
  readonly p25: number | null
  readonly median: number | null
  readonly p75: number | null
  readonly p90: number | null
}

/** Counts over all title changes that pass the filter, also over those beyond its limit. */
export interface AuditTotals {
  /**
   * The events in scope: their topic, their titles and their time match the filter, with or without a title change. Without a
   * filter, all events of the store. Shares of events are shares of this number.
   */
  readonly events: number
  /** The first and the last time at which any title of the store appeared; null where no time is known. */
  readonly span: { readonly from: Instant | null; readonly until: Instant | null }
  /** Events with at least one change that passes the filter. */
  readonly eventsRetitled: number
  /**
   * The followed events, and how many of them have a change that passes. The record has a followed event from at most two days
   * after its day; an event without a day, from after the start of the record. Pages that were old when they were first
   * recorded are rarely edited again, so they say little about how often titles change.
   */
  readonly followed: { readonly events: number; readonly retitled: number }
  readonly changes: number
  readonly byClass: Readonly<Partial<Record<ChangeClass, number>>>
  readonly bySeverity: Readonly<Record<Severity, number>>
  /** The severities of each class in the changes that have it. Classes such as `detail-added` and `revert` can have several. */
  readonly severityByClass: Readonly<Partial<Record<ChangeClass, Readonly<Record<Severity, number>>>>>
  /** Median of the minutes from an event's first title to its second, over the events where both times are known. */
  readonly medianMinutesToFirstChange: number | null
  readonly silent: number
  readonly withBody: number
  readonly reverted: number
  /** Minutes to the first change, over followed events and without bulk changes. */
  readonly firstChange: DurationQuantiles & {
    /** First changes within ten hours: a window of published studies. */
    readonly withinTenHours: number
    readonly withinDay: number
    /** First changes that took at most `minutes`, and more than the row before has; null: more than all other rows. */
    readonly rows: readonly { readonly minutes: number | null; readonly events: number }[]
  }
  /** Minutes for which a title was current until its number changed. The median is the half-life of a number. */
  readonly numbers: DurationQuantiles & { readonly changes: number }
  /** How many events have one title, two titles, and so on, without gaps. */
  readonly titlesPerEvent: readonly number[]
  /** How many events have one version, two versions, and so on, without gaps. */
  readonly versionsPerEvent: readonly number[]
  /** Events with a change that restores a former title. */
  readonly eventsReverted: number
  /** Events with two such changes or more. */
  readonly flipFlops: number
  /**
   * `folded`: snapshots without an editorial change; pages that report several events are not counted. `cosmetic`: changes of
   * only typography or punctuation.
   */
  readonly noise: { readonly folded: number; readonly cosmetic: number }
  /** Changes by day of the new title (UTC) and severity, oldest day first. Days without changes are left out. */
  readonly byDay: readonly ({ readonly day: Day } & Readonly<Record<Severity, number>>)[]
  /** At most ten events with two changes or more, most changes first. */
  readonly mostChanged: readonly MostChangedEvent[]
  /** Bulk changes, most changes first. The other totals count their changes too. */
  readonly bulk: readonly BulkChange[]
}

/** An event with many title changes. */
export interface MostChangedEvent {
  readonly event: EventId
  /** The title after its last change that passes the filter. */
  readonly title: string
  readonly day: Day | null
  readonly changes: number
}

/** Title changes that a script or a generator made at the same time and in the same way. */
export interface BulkChange {
  /** What changed in each title, in words. */
  readonly what: string
  readonly at: Instant | null
  readonly origin: Origin | { readonly kind: 'page' }
  readonly changes: number
  readonly events: number
  /** The changes. The audit's list has them too, up to its limit. */
  readonly members: readonly TitleChange[]
}

/** Title changes that have a day, topic, source host, class or author in common. */
export interface AuditGroup {
  /** The day, topic, host, class or author; null: the changes that have none. */
  readonly key: string | null
  readonly changes: number
  /** Events with a change in the group. */
  readonly events: number
  /** Events with this key, with or without a title change; null for classes and authors, which events do not have. */
  readonly of: number | null
  readonly silent: number
  readonly bySeverity: Readonly<Record<Severity, number>>
  readonly medianMinutesStood: number | null
}

/** A whole audit. */
export interface Audit {
  /** The changes that pass the filter, in its order and up to its limit. */
  readonly changes: readonly TitleChange[]
  readonly totals: AuditTotals
  /** Most changes first; null without a grouping. A change with several sources or classes is in several groups. */
  readonly groups: readonly AuditGroup[] | null
  readonly filter: AuditFilter
}
