import { isSelectedPage } from '../../ingest/read-page.ts'
import type { Revision, RevisionBatch } from '../../model/revision.ts'
import { type FileSource, type FileSourceOptions, openFileSource } from '../../sources/files/file-source.ts'
import { type Source, withBatches } from '../../sources/source.ts'
import type { Store } from '../../store/store.ts'
import type { CommandContext } from './command-context.ts'

/**
 * The archive as it is on disk now, as a source: the pages that are there, and then the removal of those that the store
 * knows and the disk has no longer.
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
    ...(context.storeFolder && context.storeFolder !== context.archive ? { without: [context.storeFolder] } : {}),
  })
  return withBatches(files, async function* () {
    let pending: RevisionBatch | null = null
    for await (const batch of files.batches()) {
      // one look at the disk is one moment, in however many batches it comes
      if (pending) yield { ...pending, goesOn: true }
      pending = batch
    }
    yield withRemovals(pending ?? { revisions: [], async *contents() {} }, files, store, now)
  })
}

/** The last batch of a look at the disk, and what it finds gone: together, so that an archive of one batch is recorded whole. */
function withRemovals(batch: RevisionBatch, files: FileSource, store: Store, now: number): RevisionBatch {
  const revisions: Revision[] = []
  return {
    revisions,
    async *contents() {
      try {
        yield* batch.contents()
      } finally {
        // also what was read before an interruption
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
