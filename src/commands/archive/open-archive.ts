import { isSelectedPage } from '../../ingest/read-page.ts'
import type { Revision, RevisionBatch } from '../../model/revision.ts'
import { type FileSource, type FileSourceOptions, openFileSource } from '../../sources/files/file-source.ts'
import { type Source, withBatches } from '../../sources/source.ts'
import type { Store } from '../../store/store.ts'
import type { CommandContext } from './command-context.ts'

/**
 * Opens the archive on disk as a source: the existing pages, then removals of the pages that the store has and the disk
 * lacks.
 * @throws VariorumError `archive-not-found`, `file-not-found`, `outside-archive`
 */
export async function openArchive(
  context: CommandContext,
  store: Store,
  options: Pick<FileSourceOptions, 'paths' | 'signal'> = {},
): Promise<Source> {
  const now = context.now()
  const files = await openFileSource(context.archive, {
    ...options,
    now,
    accepts: (path) => isSelectedPage(path),
    without: context.excludedFolders,
  })
  return withBatches(files, async function* () {
    let pending: RevisionBatch | null = null
    for await (const batch of files.batches()) {
      // one scan is one group, even in several batches
      if (pending) yield { ...pending, goesOn: true }
      pending = batch
    }
    yield withRemovals(pending ?? { revisions: [], async *contents() {} }, files, store, now)
  })
}

/** The last batch of a scan, with the removals: an archive of one batch is then recorded in one plan. */
function withRemovals(batch: RevisionBatch, files: FileSource, store: Store, now: number): RevisionBatch {
  const revisions: Revision[] = []
  return {
    revisions,
    async *contents() {
      try {
        yield* batch.contents()
      } finally {
        // after an interruption too, for what was read before it
        revisions.push(...batch.revisions)
      }
      revisions.push(...(await findRemovals(files, store, now)))
    },
  }
}

async function findRemovals(files: FileSource, store: Store, now: number): Promise<Revision[]> {
  const recordedPaths: string[] = []
  for await (const head of store.latestSnapshots()) if (head.content !== null) recordedPaths.push(head.path)
  const origin = { kind: 'file', observedAt: now } as const
  return files
    .findMissing(recordedPaths)
    .map((path) => ({ path, content: null, at: now, rank: now, origin, group: `scan:${now}` }))
}
