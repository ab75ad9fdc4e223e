import type { EventId, EventRecord } from '../model/event.ts'
import type { PagePath } from '../model/page.ts'
import type { Plan, RunRecord } from '../model/plan.ts'
import type { ContentHash, LedgerHead, Snapshot } from '../model/revision.ts'
import type { Instant } from '../model/time.ts'

/** Where a store stands: the ledger's end, the highest rank recorded (null when empty), the index's state. */
export interface StoreState extends LedgerHead {
  readonly rank: Instant | null
  /** The ledger rows that the index covers; less than `size` after an import of older history, until reindexed. */
  readonly indexed: number
  /** How often the whole index was replaced. */
  readonly generation: number
  /** What the index was judged by, as one number; 0 where it was not judged alike throughout. */
  readonly algorithm: number
  readonly lastRun: RunRecord | null
}

export interface SnapshotFilter {
  /** Only these paths. */
  readonly paths?: readonly PagePath[]
  /** Only rows of these ledger numbers. */
  readonly seqs?: readonly number[]
  /** Only rows after this ledger number. */
  readonly afterSeq?: number
  /** `ledger` (default): by seq. `telling`: by rank, then seq. */
  readonly order?: 'ledger' | 'chronological'
}

export interface EventFilter {
  readonly ids?: readonly EventId[]
  /** Events that were ever told by one of these paths. */
  readonly paths?: readonly PagePath[]
  /** Only events of so many versions or more. */
  readonly minVersions?: number
  /** Only events that a snapshot after this ledger number concerned. */
  readonly afterSeq?: number
}

/**
 * Keeps snapshots for ever and an index of events beside them. One writer at a time per store, any number of readers;
 * every method may be called while another process writes. Contents handed out are exact to the byte.
 * Failures are VariorumErrors with a `store-…` code.
 */
export interface Store extends AsyncDisposable {
  /** As a person would give it to `--store`. */
  readonly url: string
  state(): Promise<StoreState>
  /**
   * Applies a plan whole or not at all, durably before it resolves.
   * @returns 'conflict' when the ledger no longer ends where the plan follows on; nothing is written then
   */
  append(plan: Plan): Promise<'stored' | 'conflict'>
  /**
   * Replaces the whole index by what is given, in one transaction; snapshots and contents are not touched.
   * @returns 'conflict' where it covers other rows than there are, or where the index is of another generation than is given
   */
  replaceIndex(index: {
    events: Iterable<EventRecord>
    indexed: number
    algorithm: number
    generation?: number | undefined
  }): Promise<'stored' | 'conflict'>
  snapshots(filter?: SnapshotFilter): AsyncIterable<Snapshot>
  /** The latest snapshot of each path in the telling's order, removed ones included; by path. */
  latestSnapshots(paths?: readonly PagePath[]): AsyncIterable<Snapshot>
  /** Exact bytes, or null where the store does not hold that content. */
  content(hash: ContentHash): Promise<Uint8Array | null>
  /** Every content once, in the order that is quickest to read. */
  contents(): AsyncIterable<{ readonly hash: ContentHash; readonly bytes: Uint8Array }>
  /** Events by day, then id; undated first. */
  events(filter?: EventFilter): AsyncIterable<EventRecord>
}
