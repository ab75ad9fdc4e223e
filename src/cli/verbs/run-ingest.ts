import type { Variorum } from '../../commands/variorum.ts'
import type { RunOptions } from '../../ingest/run-options.ts'
import type { IngestSummary } from '../../model/report.ts'
import { summaryJson } from '../../reporters/json/summary.ts'
import { summaryText } from '../../reporters/text/summary.ts'
import type { Invocation } from '../invocation.ts'
import { emit } from '../terminal/emit.ts'

type IngestVerb = 'import' | 'ingest' | 'reindex'

/** Runs a verb that records, and tells what it did. */
export async function runIngest(
  invocation: Invocation,
  verb: IngestVerb,
  action: (variorum: Variorum, options: RunOptions) => Promise<IngestSummary>,
): Promise<0> {
  await using variorum = await invocation.openVariorum()
  const summary = await action(variorum, invocation.runOptions())
  const text = invocation.quiet ? () => '' : summaryText({ verb, dryRun: invocation.dryRun })
  await emit(await invocation.openOutputs(), summary, { text, json: summaryJson })
  if (invocation.interactive && !invocation.dryRun && summary.versions > 0)
    invocation.printMessage(`\nNext: ${nextCommand(summary)}`)
  return 0
}

function nextCommand({ titleChanges }: IngestSummary): string {
  return titleChanges > 0 ? 'variorum audit' : 'variorum history'
}
