import type { RevisionBatch } from '../model/revision.ts'
import { type Files, type FilesOptions, openFiles } from '../sources/files.ts'
import { type Source, withBatches } from '../sources/source.ts'
import type { Store } from '../store/store.ts'
import type { Context } from './context.ts'
import { wanted } from './reading.ts'

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
    // one look at the disk is one moment, in however many batches it comes
    for await (const batch of files.batches()) yield { ...batch, goesOn: true }
    yield await removed(files, store, now)
  })
}

async function removed(files: Files, store: Store, now: number): Promise<RevisionBatch> {
  const known: string[] = []
  for await (const head of store.heads()) if (head.content !== null) known.push(head.path)
  return {
    revisions: files.missing(known).map((path) => ({
      path,
      content: null,
      at: now,
      rank: now,
      origin: { kind: 'file', observedAt: now },
      group: `scan:${now}`,
    })),
    async *contents() {},
  }
}
