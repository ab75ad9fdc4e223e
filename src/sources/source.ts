import { compare } from '../model/compare.ts'
import { VariorumError } from '../model/errors.ts'
import type { Finding } from '../model/finding.ts'
import type { PagePath } from '../model/page.ts'
import type { Revision, RevisionBatch } from '../model/revision.ts'

/**
 * Yields the revisions of an archive in chronological order, with their contents. A source is read once, by one reader.
 * Disposing of it stops its processes and removes its files, also in the middle of a batch.
 */
export interface Source extends AsyncDisposable {
  /** The path of the repository, folder or journal. */
  readonly name: string
  /** Whether the beginning of the history is missing, so that first versions are unknown. */
  readonly cut: boolean
  /** The number of revisions, skipped and recorded ones included. Null until it is known. */
  readonly total: number | null
  /** The number of revisions so far of files that `accepts` refused. */
  readonly skipped: number
  /** Findings about what could not be read. Complete after the last batch. */
  readonly findings: readonly Finding[]
  /**
   * Batches bound memory. Read all contents of a batch, then use its revisions, then request the next batch.
   * A commit is split over two batches only if it alone is larger than the limits.
   */
  batches(options?: BatchOptions): AsyncIterable<RevisionBatch>
}

/** Options of `Source.batches`. */
export interface BatchOptions {
  /**
   * Called with several revisions at a time, before their contents are read. The revisions that it returns are left
   * out of the batches. Contents that only they name are not read.
   */
  readonly findRecorded?: (revisions: readonly Revision[]) => Promise<ReadonlySet<Revision>>
  readonly limits?: BatchLimits
}

/** The largest batch: its revisions and its bytes of distinct content. */
export interface BatchLimits {
  readonly revisions: number
  readonly bytes: number
}

/** 50,000 revisions and 256 MiB. */
export const defaultBatchLimits: BatchLimits = { revisions: 50_000, bytes: 256 * 2 ** 20 }

/** Bytes. A larger page is not read and becomes a finding. */
export const maxPageBytes = 64 * 2 ** 20

/** Replaces the batches of a source and keeps everything else. */
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

/** @throws VariorumError `interrupted` if the signal has fired */
export function throwIfAborted(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw new VariorumError('interrupted', 'Interrupted.', { cause: signal.reason })
}

/**
 * Sorts by file name, then by path. Similar texts come together, also across folders. In this order git unpacks them
 * fastest and they compress best.
 */
export function sortForReading<T extends { readonly path: PagePath }>(items: readonly T[]): T[] {
  return items
    .map((item) => ({ item, name: item.path.slice(item.path.lastIndexOf('/') + 1) }))
    .sort((a, b) => compare(a.name, b.name) || compare(a.item.path, b.item.path))
    .map(({ item }) => item)
}
