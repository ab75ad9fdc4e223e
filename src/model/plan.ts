import type { EventRecord } from './event.ts'
import type { ContentHash, LedgerHead, Snapshot } from './revision.ts'
import type { Instant } from './time.ts'

/** A content to store. Neighbours in a plan are similar, so that a store can compress them together. */
export interface NewContent {
  readonly hash: ContentHash
  readonly bytes: Uint8Array
}

/** What one batch adds to the record, as plain data. It is computed without a store. A store applies it in one transaction. */
export interface Plan {
  /** The ledger head that the plan continues. A store with another head answers 'conflict'. */
  readonly follows: LedgerHead
  /** How often the index was replaced before this plan. A store with another count answers 'conflict'. */
  readonly generation?: number
  readonly contents: readonly NewContent[]
  readonly snapshots: readonly Snapshot[]
  /** New and changed events, each with all of its versions. */
  readonly events: readonly EventRecord[]
  /** The ledger rows that the events cover; default: the plan's snapshots. Null: none, the index is rebuilt later. */
  readonly judged?: { readonly after: number; readonly upTo: number } | null
  /** Identifies the algorithms and rulings that computed the events. */
  readonly algorithm: number
  readonly run: RunRecord | null
}

/** What the status shows about the last run. */
export interface RunRecord {
  readonly verb: 'import' | 'ingest' | 'watch'
  /** The source in words: a repository, a folder or a file. */
  readonly source: string
  readonly at: Instant
  /** Revisions that the run has read. */
  readonly revisions: number
}
