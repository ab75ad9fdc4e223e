import { rebuildIndex } from '../ingest/rebuild-index.ts'
import type { RunOptions } from '../ingest/run-options.ts'
import { emptySummary } from '../ingest/summary.ts'
import type { Summary } from '../model/report.ts'
import type { Context } from './archive/context.ts'
import { rulingsOf } from './rulings/open-rulings.ts'
import { notesOnRulings } from './rulings/ruling-notes.ts'

/** Rebuilds events and versions from the snapshots: a judgement made anew, of which nothing can be lost. */
export async function reindex(context: Context, options: RunOptions = {}): Promise<Summary> {
  const began = context.now()
  // of a store that there is not nothing can be rebuilt, and none is made
  const read = await context.store('read')
  const store = options.dryRun ? read : await context.store('write')
  const { size } = await store.state()
  const { counts, rejudged, kin, book } = await rebuildIndex(store, {
    ...options,
    sections: context.sections,
    rulings: rulingsOf(context),
  })
  const seconds = (context.now() - began) / 1000
  const notes = await notesOnRulings(context, book)
  return { ...emptySummary(store.url), ...counts, rejudged, kin, notes, revisions: size, known: size, seconds }
}
