import type { EventRecord } from '../model/event.ts'
import type { Finding } from '../model/finding.ts'
import type { PagePath } from '../model/page.ts'
import { type FoldKind, foldKinds } from '../model/report.ts'
import type { ContentHash, Snapshot } from '../model/revision.ts'
import type { Planner } from '../versioning/planner.ts'

/** What one batch, or several that were one group, added to the record, for whoever follows a recording. */
export interface IngestResult {
  /** The ledger's size before. */
  readonly ledgerSizeBefore: number
  readonly snapshots: readonly Snapshot[]
  /** Events that are new or changed. */
  readonly events: readonly EventRecord[]
  /** Which content stood at each of the batch's paths before; null where none did. */
  readonly contentsBefore: ReadonlyMap<PagePath, ContentHash | null>
  /** Snapshots that made no version, by why. */
  readonly folded: Readonly<Record<FoldKind, number>>
  /** The index was not complete, so that events are worked out later. */
  readonly indexBehind: boolean
  readonly findings: readonly Finding[]
  /** As it stands after the batch; it goes on with the next. */
  readonly planner: Planner
}

/** Two parts of a recording, one after the other, as one. */
export function combineResults(a: IngestResult, b: IngestResult): IngestResult {
  return {
    ...b,
    ledgerSizeBefore: a.ledgerSizeBefore,
    snapshots: [...a.snapshots, ...b.snapshots],
    events: [...new Map([...a.events, ...b.events].map((event) => [event.id, event])).values()],
    contentsBefore: new Map([...b.contentsBefore, ...a.contentsBefore]),
    folded: Object.fromEntries(
      foldKinds.map((kind) => [kind, a.folded[kind] + b.folded[kind]]),
    ) as IngestResult['folded'],
    indexBehind: a.indexBehind || b.indexBehind,
    findings: [...a.findings, ...b.findings],
  }
}
