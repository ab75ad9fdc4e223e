import { ingestSource } from '../ingest/ingest.ts'
import { isOnDisk } from '../ingest/observations.ts'
import type { IngestSummary } from '../model/report.ts'
import { archivePaths } from './archive/archive-paths.ts'
import type { CommandContext } from './archive/command-context.ts'
import { openArchive } from './archive/open-archive.ts'
import { rulingsLoader } from './rulings/read-ruling-file.ts'
import { ineffectiveRulingNotes } from './rulings/ruling-notes.ts'
import type { IngestOptions } from './variorum.ts'

/** Records the pages as they are on disk now, and the removal of those that are gone. */
export async function ingest(
  context: CommandContext,
  cwd: string,
  options: IngestOptions = {},
): Promise<IngestSummary> {
  const paths = options.paths?.length ? { paths: archivePaths(context, cwd, options.paths) } : {}
  const store = await context.store(options.dryRun ? 'peek' : 'write')
  await using source = await openArchive(context, store, { ...paths, signal: options.signal })
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
