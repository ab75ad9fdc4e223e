import type { PagePath } from './page.ts'
import type { Instant } from './time.ts'

/** SHA-256 of a page's exact bytes, 64 hex digits. */
export type ContentHash = string & { readonly brand: 'ContentHash' }

/** SHA-256 of a ledger row and, through it, of all rows before, 64 hex digits. */
export type LedgerHash = string & { readonly brand: 'LedgerHash' }

/** Where a revision comes from, which also says which clock its time is from. */
export type Origin =
  /** A git commit; the time is the committer's. `cut`: history was cut off before it, so that nothing in it is known to be new. */
  | { readonly kind: 'commit'; readonly sha: string; readonly author: string; readonly cut?: true }
  /** A file on disk; the time is the file's where plausible, else the observation's. */
  | { readonly kind: 'file'; readonly observedAt: Instant }
  /** A line of a journal that names no older origin. */
  | { readonly kind: 'journal' }

/** One state of one path, as a source found it. The content is named by a key, since many revisions share one. */
export interface Revision {
  readonly path: PagePath
  /** Key of the content within its batch; null: removed. */
  readonly content: string | null
  /** When the source says that this state began to stand. */
  readonly at: Instant
  /**
   * Place in the telling: never falls within a stream, whatever the clocks say. For commits the running maximum
   * of the committers' times in order of ancestry, for files the moment of observation.
   */
  readonly rank: Instant
  readonly origin: Origin
  /** Revisions with one group happened at once: the files of a commit, the pages found by one scan. */
  readonly group: string
}

/** What a source found in one stretch: revisions in order, and their contents in whatever order is quickest. */
export interface RevisionBatch {
  readonly revisions: readonly Revision[]
  /** Its last group goes on in the next batch, if there is one: more happened at once than a batch may hold. */
  readonly goesOn?: boolean
  /** Each distinct key that the revisions name, once, with its exact bytes. Read it to the end before the next batch. */
  contents(): AsyncIterable<{ readonly key: string; readonly path: PagePath; readonly bytes: Uint8Array }>
}

/** A snapshot: a revision as kept. Append-only, exact to the byte, chained by its hash to all before it. */
export interface Snapshot {
  /** 1, 2, 3, … over the whole store, without a gap. */
  readonly seq: number
  readonly path: PagePath
  readonly content: ContentHash | null
  readonly at: Instant
  readonly rank: Instant
  readonly origin: Origin
  readonly hash: LedgerHash
}

/** The end of the ledger: how many rows, and the hash of the last (64 zeros when empty). */
export interface LedgerHead {
  readonly size: number
  readonly hash: LedgerHash
}

export const emptyLedger: LedgerHead = { size: 0, hash: '0'.repeat(64) as LedgerHash }
