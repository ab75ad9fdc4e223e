import type { EventRecord } from '../model/event.ts'
import type { Finding } from '../model/finding.ts'
import type { PagePath } from '../model/page.ts'
import type { FoldKind } from '../model/report.ts'
import type { ContentHash, Snapshot } from '../model/revision.ts'
import type { Planner } from '../versioning/planner.ts'
import { foldCounts } from './summary.ts'

/** What one batch added to the record, or all batches of one group. */
export interface IngestResult {
  readonly ledgerSizeBefore: number
  readonly snapshots: readonly Snapshot[]
  /** Events that are new or changed. */
  readonly events: readonly EventRecord[]
  /** The earlier content of each path of the batch; null for a path without a page. */
  readonly contentsBefore: ReadonlyMap<PagePath, ContentHash | null>
  /** Snapshots that made no version, by reason. */
  readonly folded: Readonly<Record<FoldKind, number>>
  /** The index was incomplete, so the events of this batch are built later. */
  readonly indexBehind: boolean
  readonly findings: readonly Finding[]
  /** The planner after this batch; later batches change it. */
  readonly planner: Planner
}

/** Combines the results of two consecutive batches of one group. */
export function combineResults(a: IngestResult, b: IngestResult): IngestResult {
  return {
    ...b,
    ledgerSizeBefore: a.ledgerSizeBefore,
    snapshots: [...a.snapshots, ...b.snapshots],
    events: [...new Map([...a.events, ...b.events].map((event) => [event.id, event])).values()],
    contentsBefore: new Map([...b.contentsBefore, ...a.contentsBefore]),
    folded: foldCounts((kind) => a.folded[kind] + b.folded[kind]),
    indexBehind: a.indexBehind || b.indexBehind,
    findings: [...a.findings, ...b.findings],
  }
}
