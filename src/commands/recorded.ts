import type { EventRecord } from '../model/event.ts'
import type { Finding } from '../model/finding.ts'
import type { PagePath } from '../model/page.ts'
import type { FoldKind } from '../model/report.ts'
import type { ContentHash, Snapshot } from '../model/revision.ts'
import type { Planner } from '../versioning/planner.ts'

/** What one batch added to the record, for whoever follows a recording. */
export interface Recorded {
  /** The ledger's size before. */
  readonly follows: number
  readonly snapshots: readonly Snapshot[]
  /** Events that are new or changed. */
  readonly events: readonly EventRecord[]
  /** Which content stood at each of the batch's paths before; null where none did. */
  readonly before: ReadonlyMap<PagePath, ContentHash | null>
  /** Snapshots that made no version, by why. */
  readonly folded: Readonly<Record<FoldKind, number>>
  /** The index was not complete, so that events are worked out later. */
  readonly behind: boolean
  readonly findings: readonly Finding[]
  /** As it stands after the batch; it goes on with the next. */
  readonly planner: Planner
}
