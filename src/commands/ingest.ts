import { ingestSource } from '../ingest/ingest.ts'
import { isOnDisk } from '../ingest/observations.ts'
import type { IngestSummary } from '../model/report.ts'
import { archivePaths } from './archive/archive-paths.ts'
import type { CommandContext } from './archive/command-context.ts'
import { openArchive } from './archive/open-archive.ts'
import { rulingsLoader } from './rulings/read-ruling-file.ts'
import { ineffectiveRulingNotes } from './rulings/ruling-notes.ts'
import type { IngestOptions } from './variorum.ts'

/**
 * Records the pages on disk, and the removal of pages that were deleted.
 * @throws VariorumError `archive-not-found`, `file-not-found`, `outside-archive`, `interrupted`, `store-…`
 */
export async function ingest(
  context: CommandContext,
  cwd: string,
  options: IngestOptions = {},
): Promise<IngestSummary> {
  const paths = options.paths?.length ? archivePaths(context, cwd, options.paths) : undefined
  const store = await context.store(options.dryRun ? 'peek' : 'write')
  await using source = await openArchive(context, store, { paths, signal: options.signal })
  const { summary } = await ingestSource(store, source, {
    ...options,
    verb: 'ingest',
    now: context.now,
    sections: context.sections,
    rulings: rulingsLoader(context),
    isOnDisk: isOnDisk(context.archive),
  })
  return { ...summary, notes: options.dryRun ? [] : await ineffectiveRulingNotes(context, store) }
}
