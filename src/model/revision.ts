import type { PagePath } from './page.ts'
import type { Instant } from './time.ts'

/** SHA-256 of a page's exact bytes, 64 hex digits. */
export type ContentHash = string & { readonly brand: 'ContentHash' }

/** SHA-256 of a ledger row that covers all rows before it, 64 hex digits. */
export type LedgerHash = string & { readonly brand: 'LedgerHash' }

/** Where a revision comes from. It also says which clock its time is from. */
export type Origin =
  /** A git commit; the time is the committer's. `cut`: a shallow clone lacks its parents, so its content may be older. */
  | { readonly kind: 'commit'; readonly sha: string; readonly author: string; readonly cut?: true }
  /** A file on disk; the time is the file's modification time where plausible, else the time of observation. */
  | { readonly kind: 'file'; readonly observedAt: Instant }
  /** A line of a journal that names no other origin. */
  | { readonly kind: 'journal' }

/** One state of one path, as a source yields it. Many revisions share one content, so a key names it. */
export interface Revision {
  readonly path: PagePath
  /** Key of the content within its batch; null: the page was removed. */
  readonly content: string | null
  /** When this state became current, by the source's clock. */
  readonly at: Instant
  /**
   * Position in chronological order. It never decreases within a source, even if clocks are wrong. For commits, the running
   * maximum of the committers' times in order of ancestry. For files, the time of observation.
   */
  readonly rank: Instant
  readonly origin: Origin
  /** Revisions of the same group happened at once: the files of one commit, or the pages of one scan. */
  readonly group: string
}

/** Revisions that are read together: the revisions in chronological order, their contents in the fastest order. */
export interface RevisionBatch {
  readonly revisions: readonly Revision[]
  /** True where the last group continues in the next batch, because it is larger than a batch may be. */
  readonly goesOn?: boolean
  /** Yields each key of the revisions once, with its exact bytes. Read it to the end before the next batch. */
  contents(): AsyncIterable<{ readonly key: string; readonly path: PagePath; readonly bytes: Uint8Array }>
}

/** A stored revision, a row of the ledger. It is never changed. Its hash covers all rows before it. */
export interface Snapshot extends Pick<Revision, 'path' | 'at' | 'rank' | 'origin'> {
  /** Ledger number: 1, 2, 3, … over the whole store, without gaps. */
  readonly seq: number
  /** Null: the page was removed. */
  readonly content: ContentHash | null
  readonly hash: LedgerHash
}

/** The end of the ledger: the number of rows, and the hash of the last one (64 zeros for an empty ledger). */
export interface LedgerHead {
  readonly size: number
  readonly hash: LedgerHash
}

/** The head of a ledger without rows. */
export const emptyLedger: LedgerHead = { size: 0, hash: '0'.repeat(64) as LedgerHash }
