import { record } from '../ingest/ingest.ts'
import { isOnDisk } from '../ingest/observations.ts'
import type { Summary } from '../model/report.ts'
import { archivePaths } from './archive/archive-paths.ts'
import type { Context } from './archive/context.ts'
import { openArchive } from './archive/open-archive.ts'
import { rulingsOf } from './rulings/open-rulings.ts'
import { notesOnRulings } from './rulings/ruling-notes.ts'
import type { IngestOptions } from './variorum.ts'

/** Records the pages as they are on disk now, and the removal of those that are gone. */
export async function ingest(context: Context, cwd: string, options: IngestOptions = {}): Promise<Summary> {
  const paths = options.paths?.length ? { paths: archivePaths(context, cwd, options.paths) } : {}
  const store = await context.store(options.dryRun ? 'peek' : 'write')
  await using source = await openArchive(context, store, { ...paths, signal: options.signal })
  const { summary } = await record(store, source, {
    ...options,
    verb: 'ingest',
    now: context.now,
    sections: context.sections,
    rulings: rulingsOf(context),
    isCurrent: isOnDisk(context.archive),
  })
  return { ...summary, notes: options.dryRun ? [] : await notesOnRulings(context, store) }
}
