import type { EventRecord } from './event.ts'
import type { ContentHash, LedgerHead, Snapshot } from './revision.ts'
import type { Instant } from './time.ts'

/** A content to be kept. Neighbours in a plan are alike, so that a store can compress them together. */
export interface NewContent {
  readonly hash: ContentHash
  readonly bytes: Uint8Array
}

/** What one recording would add, as plain data: computed without a store, applied by one in a single transaction. */
export interface Plan {
  /** The ledger's end that the plan continues; a store whose ledger ends elsewhere answers 'conflict'. */
  readonly follows: LedgerHead
  /** How often the index had been replaced when this was planned; a store of another generation answers 'conflict'. */
  readonly generation?: number
  readonly contents: readonly NewContent[]
  readonly snapshots: readonly Snapshot[]
  /** Events that are new or changed, whole. */
  readonly events: readonly EventRecord[]
  /** The ledger rows that are judged by it, by default its snapshots; null: none, they wait for the index to be rebuilt. */
  readonly judged?: { readonly after: number; readonly upTo: number } | null
  /** What the events were judged by: algorithms and rulings, as one number. */
  readonly algorithm: number
  readonly run: RunRecord | null
}

/** The last recording, for the status. */
export interface RunRecord {
  readonly verb: 'import' | 'ingest' | 'watch'
  readonly source: string
  readonly at: Instant
  readonly revisions: number
}
