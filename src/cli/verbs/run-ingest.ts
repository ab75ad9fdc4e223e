import type { Variorum } from '../../commands/variorum.ts'
import type { RunOptions } from '../../ingest/run-options.ts'
import type { IngestSummary } from '../../model/report.ts'
import { summaryJson } from '../../reporters/json/summary.ts'
import { summaryText } from '../../reporters/text/summary.ts'
import type { Invocation } from '../invocation.ts'
import { emit } from '../terminal/emit.ts'

/** Runs a verb that records revisions, and prints its summary. */
export async function runIngest(
  invocation: Invocation<'import' | 'ingest' | 'reindex'>,
  action: (variorum: Variorum, options: RunOptions) => Promise<IngestSummary>,
): Promise<0> {
  await using variorum = await invocation.openVariorum()
  const summary = await action(variorum, invocation.runOptions())
  const { command: verb, dryRun, quiet, interactive } = invocation
  const text = quiet ? () => '' : summaryText({ verb, dryRun })
  await emit(await invocation.openOutputs(), summary, { text, json: summaryJson })
  if (interactive && !dryRun && summary.versions > 0)
    invocation.printMessage(`\nNext: variorum ${summary.titleChanges > 0 ? 'audit' : 'history'}`)
  return 0
}
