import { wanted } from '../../ingest/read-page.ts'
import type { Revision, RevisionBatch } from '../../model/revision.ts'
import { type Files, type FilesOptions, openFiles } from '../../sources/files/files.ts'
import { type Source, withBatches } from '../../sources/source.ts'
import type { Store } from '../../store/store.ts'
import type { Context } from './context.ts'

/**
 * The archive as it is on disk now, as a source: the pages that are there, and then the removal of those that the store
 * knows and the disk has no longer.
 * @throws VariorumError `archive-not-found`, `file-not-found`, `outside-archive`
 */
export async function openArchive(
  context: Context,
  store: Store,
  options: Pick<FilesOptions, 'paths' | 'signal'> = {},
): Promise<Source> {
  const now = context.now()
  const files = await openFiles(context.archive, {
    ...options,
    now,
    accepts: (path) => wanted(path),
    ...(context.storeFolder && context.storeFolder !== context.archive ? { without: [context.storeFolder] } : {}),
  })
  return withBatches(files, async function* () {
    let last: RevisionBatch | null = null
    for await (const batch of files.batches()) {
      // one look at the disk is one moment, in however many batches it comes
      if (last) yield { ...last, goesOn: true }
      last = batch
    }
    yield withRemovals(last ?? { revisions: [], async *contents() {} }, files, store, now)
  })
}

/** The last batch of a look at the disk, and what it finds gone: together, so that an archive of one batch is recorded whole. */
function withRemovals(last: RevisionBatch, files: Files, store: Store, now: number): RevisionBatch {
  const revisions: Revision[] = []
  return {
    revisions,
    async *contents() {
      try {
        yield* last.contents()
      } finally {
        // also what was read before an interruption
        revisions.push(...last.revisions)
      }
      revisions.push(...(await removals(files, store, now)))
    },
  }
}

async function removals(files: Files, store: Store, now: number): Promise<Revision[]> {
  const known: string[] = []
  for await (const head of store.heads()) if (head.content !== null) known.push(head.path)
  const origin = { kind: 'file', observedAt: now } as const
  return files.missing(known).map((path) => ({ path, content: null, at: now, rank: now, origin, group: `scan:${now}` }))
}
