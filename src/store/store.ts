import type { EventId, EventRecord } from '../model/event.ts'
import type { PagePath } from '../model/page.ts'
import type { Plan, RunRecord } from '../model/plan.ts'
import type { ContentHash, LedgerHead, Snapshot } from '../model/revision.ts'
import type { Instant } from '../model/time.ts'

/** The state of a store: the end of the ledger, the highest rank (null without snapshots), and the index. */
export interface StoreState extends LedgerHead {
  readonly rank: Instant | null
  /** The number of ledger rows that the index covers; less than `size` after older history, until the index is rebuilt. */
  readonly indexed: number
  /** How often the whole index was replaced. */
  readonly generation: number
  /** The algorithm and rulings that built the index, as one number; 0 for a mixed index. */
  readonly algorithm: number
  readonly lastRun: RunRecord | null
}

/** An index to store in place of the current one. */
export interface ReplacementIndex extends Pick<StoreState, 'indexed' | 'algorithm'> {
  readonly events: Iterable<EventRecord>
  /** Of the current index, if it matters. */
  readonly generation?: number | undefined
}

export interface SnapshotFilter {
  /** Only rows of these paths. */
  readonly paths?: readonly PagePath[]
  /** Only rows with these ledger numbers. */
  readonly seqs?: readonly number[]
  /** Only rows after this ledger number. */
  readonly afterSeq?: number
  /** `ledger` (default): by seq. `chronological`: by rank, then seq. */
  readonly order?: 'ledger' | 'chronological'
}

export interface EventFilter {
  readonly ids?: readonly EventId[]
  /** Only events that were ever on one of these pages. */
  readonly paths?: readonly PagePath[]
  /** Only events with at least this number of versions. */
  readonly minVersions?: number
  /** Only events that a snapshot after this ledger number changed. */
  readonly afterSeq?: number
}

/**
 * Keeps snapshots forever, and an index of events. A store has one writer at a time and any number of readers. Every method
 * may be called while another process writes. Contents are exact to the byte.
 * Failures are VariorumErrors with a `store-…` code.
 */
export interface Store extends AsyncDisposable {
  /** The name of the store, as `--store` takes it. */
  readonly url: string
  state(): Promise<StoreState>
  /**
   * Applies a plan as a whole or not at all, and resolves once it is durable.
   * @returns 'conflict' if the plan does not continue the ledger; nothing is written then
   */
  append(plan: Plan): Promise<'stored' | 'conflict'>
  /**
   * Replaces the whole index in one transaction; snapshots and contents stay.
   * @returns 'conflict' if it covers another number of rows, or the current index has another generation
   */
  replaceIndex(index: ReplacementIndex): Promise<'stored' | 'conflict'>
  snapshots(filter?: SnapshotFilter): AsyncIterable<Snapshot>
  /** The latest snapshot of each path in chronological order, also of removed pages; ordered by path. */
  latestSnapshots(paths?: readonly PagePath[]): AsyncIterable<Snapshot>
  /** The bytes of a content; null for a content that the store does not hold. */
  content(hash: ContentHash): Promise<Uint8Array | null>
  /** Every content once, in the order that is fastest to read. */
  contents(): AsyncIterable<{ readonly hash: ContentHash; readonly bytes: Uint8Array }>
  /** Events by the day of their latest version, then by id; events without a day come first. */
  events(filter?: EventFilter): AsyncIterable<EventRecord>
}
