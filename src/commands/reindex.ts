import { rebuildIndex } from '../ingest/rebuild-index.ts'
import type { RunOptions } from '../ingest/run-options.ts'
import { emptySummary } from '../ingest/summary.ts'
import type { IngestSummary } from '../model/report.ts'
import type { CommandContext } from './archive/command-context.ts'
import { rulingsLoader } from './rulings/read-ruling-file.ts'
import { ineffectiveRulingNotes } from './rulings/ruling-notes.ts'

/** Rebuilds events and versions from the snapshots: a judgement made anew, of which nothing can be lost. */
export async function reindex(context: CommandContext, options: RunOptions = {}): Promise<IngestSummary> {
  const startedAt = context.now()
  // of a store that there is not nothing can be rebuilt, and none is made
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
