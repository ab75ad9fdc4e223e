import type { Change, ChangedField } from './change.ts'
import type { History } from './event.ts'
import type { Finding } from './finding.ts'
import type { PagePath } from './page.ts'
import type { FoldKind, IngestSummary } from './report.ts'
import type { ContentHash } from './revision.ts'
import type { Instant } from './time.ts'

/** What a watch reports, in chronological order. */
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

interface Report<Kind extends string> {
  readonly kind: Kind
  /** The time of the report. */
  readonly at: Instant
}

/** The watch notices saves from now on. Next it reads what was saved before. */
export interface WatchReady extends Report<'ready'> {
  /** Absolute path of the watched folder. */
  readonly archive: string
}

/** The pages that were saved before the watch began are recorded. */
export interface WatchCaughtUp extends Report<'caught-up'>, Pick<IngestSummary, 'versions' | 'titleChanges'> {
  /** Pages in the archive. */
  readonly pages: number
  /** New snapshots. */
  readonly snapshots: number
}

/** The event that a page reports after the save. */
export type WatchedEvent = Pick<History['event'], 'id' | 'day' | 'topic' | 'title'>

/** A save made a new version of an event. */
export interface WatchVersion extends Report<'version'> {
  readonly path: PagePath
  readonly event: WatchedEvent
  /** From 1 within the event. */
  readonly number: number
  /** When the version became current. */
  readonly from: Instant | null
  /** The page's exact bytes at this version. */
  readonly snapshot: ContentHash | null
  /** True where the page was saved before the watch began. */
  readonly missed: boolean
  /** Further saves folded into this version. They are stored as snapshots. */
  readonly folded: number
  /** The page that reported the event before; null where it is the same page. */
  readonly formerly: PagePath | null
  /** The fields that differ from the version before, title first; empty for the first version. */
  readonly fields: readonly ChangedField[]
  /** Null where the title did not change. */
  readonly title: WatchTitleChange | null
  /** Words added to and removed from the body; null where it did not change, or changed too much to compare. */
  readonly body: { readonly added: number; readonly removed: number } | null
}

/** The title change of a new version. */
export interface WatchTitleChange extends Pick<Change, 'classes' | 'severity' | 'diff'> {
  /** True where the former title was current for ten minutes or more, or since an unknown time: readers saw it. */
  readonly published: boolean
}

/** A save made no version. */
export interface WatchPage extends Report<'page'>, Pick<WatchVersion, 'path' | 'missed'> {
  /**
   * `removed`: the page was deleted. `moved`: it was at another path before. `returned`: it reports an event again with its last
   * wording. `folded`: nothing editorial differs. `kept`: the save is stored; its version is reported when the index is complete
   * again, after an import of older history.
   */
  readonly what: 'removed' | 'moved' | 'returned' | 'folded' | 'kept'
  readonly event: WatchedEvent | null
  /** The former path of a moved page. */
  readonly formerly: PagePath | null
  /** What differs in a folded save, where that is known. */
  readonly fold: FoldKind | null
}

/** The watch wrote a page's Changes section, or could not write it. */
export interface WatchSection extends Report<'section'> {
  readonly path: PagePath
  readonly event: WatchedEvent
  /** `left`: it was not written, for the reason in the finding. */
  readonly state: 'written' | 'left'
  readonly finding: Finding | null
}

/** A problem of a page. It is reported once until it is solved. */
export interface WatchFinding extends Report<'finding'> {
  readonly finding: Finding
}

/**
 * How the archive is watched. `live`: by change hints of the operating system, and by scans. `degraded`: only by scans.
 * `away`: the archive's folder does not exist; until it is back, no page counts as removed. `stuck`: the store cannot be
 * written; saves are recorded when it can be.
 */
export interface WatchHealth extends Report<'health'> {
  readonly state: 'live' | 'degraded' | 'away' | 'stuck'
  /** One sentence for people. */
  readonly message: string
}

/** Counts for a status line, reported when they change. */
export interface WatchStatus extends Report<'status'> {
  /** Pages in the archive. */
  readonly pages: number
  /** Versions that became current today, in the requested time zone. */
  readonly versionsToday: number
  /** Pages that changed and are not recorded yet. While catching up, pages that are not read yet. */
  readonly queue: number
  /** True until the pages that were saved before the watch began are recorded. */
  readonly catchingUp: boolean
  readonly health: WatchHealth['state']
}

/** The last report of a watch: what it recorded in total. */
export interface WatchEnd extends Report<'end'> {
  readonly summary: IngestSummary
}
