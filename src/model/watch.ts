import type { ChangeClass, ChangedField, Severity, TextDiff } from './change.ts'
import type { EventId } from './event.ts'
import type { Finding } from './finding.ts'
import type { PagePath } from './page.ts'
import type { FoldKind, IngestSummary } from './report.ts'
import type { ContentHash } from './revision.ts'
import type { Day, Instant } from './time.ts'

/** What a watch tells while it goes on, in the order in which it happens. `at` is the moment of telling. */
export type WatchEvent =
  | WatchReady
  | WatchCaughtUp
  | WatchVersion
  | WatchPage
  | WatchSection
  | WatchFinding
  | WatchHealth
  | WatchStatus
  | WatchEnd

/** From now on saves are noticed; what was missed before is looked for next. */
export interface WatchReady {
  readonly kind: 'ready'
  readonly at: Instant
  /** The folder that is watched. */
  readonly archive: string
}

/** What was saved while nobody watched is recorded. */
export interface WatchCaughtUp {
  readonly kind: 'caught-up'
  readonly at: Instant
  /** Pages that are there now. */
  readonly pages: number
  readonly snapshots: number
  readonly versions: number
  readonly titleChanges: number
}

/** The event that a page tells, as it stands after the save. */
export interface WatchedEvent {
  readonly id: EventId
  readonly day: Day | null
  readonly topic: string | null
  readonly title: string
}

/** A new version of an event is recorded. */
export interface WatchVersion {
  readonly kind: 'version'
  readonly at: Instant
  readonly path: PagePath
  readonly event: WatchedEvent
  /** Its number within the event, from 1. */
  readonly number: number
  /** When it began to stand. */
  readonly from: Instant | null
  readonly snapshot: ContentHash | null
  /** Found on catching up: saved while nobody watched. */
  readonly missed: boolean
  /** Saves folded into it, which are kept as snapshots: 0 where it is the only one. */
  readonly folded: number
  /** The page that told the event before, where it was another one; null else. */
  readonly formerly: PagePath | null
  /** What differs from the version before, title first; empty for the first version. */
  readonly fields: readonly ChangedField[]
  /** How the title changed; null where it did not. */
  readonly title: WatchTitleChange | null
  /** Words that the body gained and lost; null where it is the same, or where too much changed at once to compare. */
  readonly body: { readonly added: number; readonly removed: number } | null
}

export interface WatchTitleChange {
  readonly classes: readonly ChangeClass[]
  readonly severity: Severity
  readonly diff: TextDiff
  /** The former title was out: it had stood for ten minutes or more, or its beginning is not known. */
  readonly published: boolean
}

/** A page was recorded, and no version came of it. */
export interface WatchPage {
  readonly kind: 'page'
  readonly at: Instant
  readonly path: PagePath
  /**
   * `removed`: it is gone. `moved`: it came from another path. `returned`: an event is told again as it was told last.
   * `folded`: it was saved, and nothing editorial differs. `kept`: recorded; what it comes to is told once the index is
   * complete again, after an import of older history.
   */
  readonly what: 'removed' | 'moved' | 'returned' | 'folded' | 'kept'
  readonly event: WatchedEvent | null
  readonly missed: boolean
  /** Where it was before, of a page that moved. */
  readonly formerly: PagePath | null
  /** What differed, of a folded save, where that is known. */
  readonly fold: FoldKind | null
}

/** A page's Changes section was brought up to date. */
export interface WatchSection {
  readonly kind: 'section'
  readonly at: Instant
  readonly path: PagePath
  readonly event: WatchedEvent
  /** `left`: it could not be written, and the finding says why. */
  readonly state: 'written' | 'left'
  readonly finding: Finding | null
}

/** Something that could not be read, or reads badly; told once for as long as it stays so. */
export interface WatchFinding {
  readonly kind: 'finding'
  readonly at: Instant
  readonly finding: Finding
}

/**
 * How well the archive can be watched. `live`: by the system's events, with scans beside them. `degraded`: by scans alone.
 * `away`: the archive's folder is not there; nothing is taken for removed meanwhile. `stuck`: the store cannot be written to;
 * what is saved meanwhile is recorded once it can.
 */
export interface WatchHealth {
  readonly kind: 'health'
  readonly at: Instant
  readonly state: 'live' | 'degraded' | 'away' | 'stuck'
  /** A sentence for people. */
  readonly message: string
}

/** Figures for a status line; told when they change. */
export interface WatchStatus {
  readonly kind: 'status'
  readonly at: Instant
  readonly pages: number
  /** Versions that began to stand today, in the time zone asked for. */
  readonly versionsToday: number
  /** Pages that changed and are not recorded yet; while catching up, pages that are still to be read. */
  readonly queue: number
  readonly catchingUp: boolean
  readonly health: WatchHealth['state']
}

/** The last event: what was recorded from beginning to end. */
export interface WatchEnd {
  readonly kind: 'end'
  readonly at: Instant
  readonly summary: IngestSummary
}
