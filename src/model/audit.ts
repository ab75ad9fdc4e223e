import type { ChangeClass, Severity, TextDiff } from './change.ts'
import type { EventId, MatchEvidence } from './event.ts'
import type { PagePath } from './page.ts'
import type { Origin } from './revision.ts'
import type { Day, Instant } from './time.ts'

/** One title giving way to another: a line of the audit. */
export interface TitleChange {
  readonly event: EventId
  readonly day: Day | null
  readonly topic: string | null
  readonly from: TitleState
  readonly to: TitleState
  /** In the order in which classes are listed. */
  readonly classes: readonly ChangeClass[]
  readonly severity: Severity
  /** For each class, in the same order, what of the two titles makes it so. */
  readonly reasons: readonly ClassReason[]
  /** The title changed and nothing in the page says so. */
  readonly silent: boolean
  readonly bodyChanged: boolean
  /** Minutes for which the former title stood; null where its beginning is not known. */
  readonly minutesStood: number | null
  readonly diff: TextDiff
  /** When the former title came back later; null where it did not. */
  readonly reverted: Reversion | null
  /** The evidence that both titles are one event's; null where a page itself claims the new one. */
  readonly link: MatchEvidence | null
  /** Who brought the new title, and by which commit; `page` where only a Changes section claims it. */
  readonly origin: Origin | { readonly kind: 'page' }
  /** Sources that the new wording cites, as the page writes them. */
  readonly sources: readonly string[]
}

export interface TitleState {
  readonly number: number
  readonly title: string
  readonly path: PagePath
  /** When this title appeared; null where only claimed. */
  readonly at: Instant | null
}

/** Why a change has a class: what went and what came, as it stands in the titles; empty for what is said by the class alone. */
export interface ClassReason {
  readonly kind: ChangeClass
  readonly severity: Severity
  readonly removed: readonly string[]
  readonly added: readonly string[]
}

export interface Reversion {
  /** The version with which the former title came back. */
  readonly number: number
  readonly at: Instant | null
  /** Minutes for which it had been away. */
  readonly minutes: number | null
}

export const auditGroupings = ['day', 'topic', 'source', 'class', 'author'] as const
export type AuditGrouping = (typeof auditGroupings)[number]

/** `time`: of the new title, latest last. `severity`: gravest first. `stood`: shortest first. `event`: by the event's day. */
export const auditOrders = ['time', 'severity', 'stood', 'event'] as const
export type AuditOrder = (typeof auditOrders)[number]

export interface AuditFilter {
  /** Only changes whose new title appeared at or after, and before. */
  readonly since?: Instant | undefined
  readonly until?: Instant | undefined
  readonly kinds?: readonly ChangeClass[] | undefined
  /** This severity or graver. */
  readonly severity?: Severity | undefined
  /** Either title contains this, whatever the case. */
  readonly match?: string | undefined
  readonly topic?: string | undefined
  readonly silent?: boolean | undefined
  /** At most so many changes; totals still count all. */
  readonly limit?: number | undefined
  /** Default `time`. */
  readonly sort?: AuditOrder | undefined
  readonly groupBy?: AuditGrouping | undefined
}

/** Lengths of time, in minutes: over how many they are taken, and which share of them is at most so long. */
export interface DurationQuantiles {
  readonly known: number
  readonly p25: number | null
  readonly median: number | null
  readonly p75: number | null
  readonly p90: number | null
}

export interface AuditTotals {
  /**
   * The events that the filter asks about, whether or not a change of theirs passes: those of its topic of which some title has
   * its words, and stood in its time; without a filter all of the store. Figures on events are over these.
   */
  readonly events: number
  /** The first and the last moment at which a title is known to have appeared, over all events of the store: what the record covers. */
  readonly span: { readonly from: Instant | null; readonly until: Instant | null }
  /** Events of which a change passes the filter. */
  readonly eventsRetitled: number
  /**
   * The same over the events that the record followed from their beginning: it took them up no later than two days after
   * their day; those without a day, after its own beginning. Most of an old archive stood long before it was recorded, and is
   * seldom touched again, so that its share says little of how often a title changes.
   */
  readonly followed: { readonly events: number; readonly retitled: number }
  readonly changes: number
  readonly byClass: Readonly<Partial<Record<ChangeClass, number>>>
  readonly bySeverity: Readonly<Record<Severity, number>>
  /** How grave each class is in the changes that have it: a detail may be a fact that matters, a return is what it undoes. */
  readonly severityByClass: Readonly<Partial<Record<ChangeClass, Readonly<Record<Severity, number>>>>>
  /** From an event's first title to its second, over all retitled events of which both times are known. */
  readonly medianMinutesToFirstChange: number | null
  /** Changes that nothing in the page notes, that came with a change of the text, that were undone later. */
  readonly silent: number
  readonly withBody: number
  readonly reverted: number
  /** The same over the events that were followed from their beginning; bulk changes apart. */
  readonly firstChange: DurationQuantiles & {
    /** Within ten hours, and within a day: the windows of published studies. */
    readonly withinTenHours: number
    readonly withinDay: number
    /** How many came within so many minutes, and in no fewer than the row before has; null: in more than all of them. */
    readonly rows: readonly { readonly minutes: number | null; readonly events: number }[]
  }
  /** How long a title stood whose number then changed, over changes of a number: the median is the half-life. */
  readonly numbers: DurationQuantiles & { readonly changes: number }
  /** How many events had so many titles one after the other, and so many versions; from 1 on without a gap. */
  readonly titlesPerEvent: readonly number[]
  readonly versionsPerEvent: readonly number[]
  /** Events of which a title returned by a change that passes, and of which titles so returned twice or more. */
  readonly eventsReverted: number
  readonly flipFlops: number
  /**
   * Snapshots that showed the event of a page again with nothing editorial changed (of pages that tell several this is not
   * counted); and changes that pass and that are of typography or punctuation alone.
   */
  readonly noise: { readonly folded: number; readonly cosmetic: number }
  /** Changes by the day of the new title (UTC) and severity, oldest first; days without one are left out. */
  readonly byDay: readonly ({ readonly day: Day } & Readonly<Record<Severity, number>>)[]
  /** Those with the most changes, two at least, at most ten. */
  readonly mostChanged: readonly MostChangedEvent[]
  /** Changes that were made at once and in the same way, as one each; they are counted above as well. */
  readonly bulk: readonly BulkChange[]
}

export interface MostChangedEvent {
  readonly event: EventId
  readonly title: string
  readonly day: Day | null
  readonly changes: number
}

/** Changes made by a script or a generator, not one by one. */
export interface BulkChange {
  /** What was done to each title, in words. */
  readonly what: string
  readonly at: Instant | null
  readonly origin: Origin | { readonly kind: 'page' }
  readonly changes: number
  readonly events: number
  /** The changes themselves, which stand in the list of all as well, as far as `limit` lets them. */
  readonly members: readonly TitleChange[]
}

/** The changes that share the day or the topic of their event, a source's host, a class, or the author of the new title. */
export interface AuditGroup {
  /** Null for those that have none. */
  readonly key: string | null
  readonly changes: number
  /** Events of which a change is in the group. */
  readonly events: number
  /** Events that share it, whether or not they were retitled; null for classes and authors, which only a change has. */
  readonly of: number | null
  readonly silent: number
  readonly bySeverity: Readonly<Record<Severity, number>>
  readonly medianMinutesStood: number | null
}

/** The whole audit: the changes that pass the filter in the order asked for, groups where asked for, and totals over all that pass. */
export interface Audit {
  readonly changes: readonly TitleChange[]
  readonly totals: AuditTotals
  /** Most changes first; null where no grouping was asked for. A change with several sources or classes is in several groups. */
  readonly groups: readonly AuditGroup[] | null
  readonly filter: AuditFilter
}
