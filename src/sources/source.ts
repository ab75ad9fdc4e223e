import { VariorumError } from '../model/errors.ts'
import type { Finding } from '../model/finding.ts'
import type { PagePath } from '../model/page.ts'
import type { Revision, RevisionBatch } from '../model/revision.ts'

/**
 * Yields the revisions of an archive, in the telling's order, with their contents. A source is read once, by one reader;
 * disposing of it ends what it started and removes what it wrote, also in the middle of a batch.
 */
export interface Source extends AsyncDisposable {
  /** As a person would name it: a repository, a folder, a journal. */
  readonly name: string
  /** True where the beginning of the history is missing, so that no first version can be known. */
  readonly cut: boolean
  /** Revisions in all, those skipped or recorded earlier included; null until it is known. */
  readonly total: number | null
  /** Revisions of files that `accepts` refused, so far. */
  readonly skipped: number
  /** What could not be read, so far. Complete once the last batch has been read. */
  readonly findings: readonly Finding[]
  /**
   * Batches bound memory. Read the contents of one to the end, then use its revisions, then ask for the next.
   * A commit is never split over two batches, unless it alone is larger than a batch may be.
   */
  batches(options?: BatchOptions): AsyncIterable<RevisionBatch>
}

export interface BatchOptions {
  /**
   * Asked about each stretch of revisions before a content is read: those that it returns are left out of the
   * batches, and contents that only they name are not read.
   */
  readonly findRecorded?: (revisions: readonly Revision[]) => Promise<ReadonlySet<Revision>>
  readonly limits?: BatchLimits
}

/** The most that a batch may hold: revisions, and bytes of distinct content. */
export interface BatchLimits {
  readonly revisions: number
  readonly bytes: number
}

export const defaultBatchLimits: BatchLimits = { revisions: 50_000, bytes: 256 * 2 ** 20 }

/** A page larger than this many bytes is not read; it is a finding. */
export const maxPageBytes = 64 * 2 ** 20

/** The same source with other batches: what it says of itself stays its own. */
export function withBatches(source: Source, batches: Source['batches']): Source {
  return {
    name: source.name,
    cut: source.cut,
    get total() {
      return source.total
    },
    get skipped() {
      return source.skipped
    },
    get findings() {
      return source.findings
    },
    batches,
    [Symbol.asyncDispose]: () => source[Symbol.asyncDispose](),
  }
}

/** @throws VariorumError `interrupted` once the signal has fired */
export function throwIfAborted(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw new VariorumError('interrupted', 'Interrupted.', { cause: signal.reason })
}

/**
 * Orders by file name, then path: texts that are alike come together, also across folders, which is the quickest
 * order to unpack them from git and the smallest to compress them in.
 */
export function sortForReading<T extends { readonly path: PagePath }>(items: readonly T[]): T[] {
  return items
    .map((item) => ({ item, name: item.path.slice(item.path.lastIndexOf('/') + 1) }))
    .sort((a, b) => compare(a.name, b.name) || compare(a.item.path, b.item.path))
    .map(({ item }) => item)
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
