import { rebuildIndex } from '../ingest/rebuild-index.ts'
import type { RunOptions } from '../ingest/run-options.ts'
import { emptySummary } from '../ingest/summary.ts'
import type { IngestSummary } from '../model/report.ts'
import type { CommandContext } from './archive/command-context.ts'
import { rulingsLoader } from './rulings/read-ruling-file.ts'
import { ineffectiveRulingNotes } from './rulings/ruling-notes.ts'

/**
 * Rebuilds the index, all events and versions, from the snapshots.
 * @throws VariorumError `store-…`, `links-unreadable`, `interrupted`
 */
export async function reindex(context: CommandContext, options: RunOptions = {}): Promise<IngestSummary> {
  const startedAt = context.now()
  // opened for reading first: a missing store must not be created
  const readOnlyStore = await context.store('read')
  const store = options.dryRun ? readOnlyStore : await context.store('write')
  const { size } = await store.state()
  const { counts, rejudged, kin, eventIndex } = await rebuildIndex(store, {
    ...options,
    sections: context.sections,
    rulings: rulingsLoader(context),
  })
  const seconds = (context.now() - startedAt) / 1000
  const notes = await ineffectiveRulingNotes(context, eventIndex)
  return { ...emptySummary(store.url), ...counts, rejudged, kin, notes, revisions: size, known: size, seconds }
}
