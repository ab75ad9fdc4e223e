import type { Variorum } from '../../commands/variorum.ts'
import type { RunOptions } from '../../ingest/run-options.ts'
import type { Summary } from '../../model/report.ts'
import { summaryJson } from '../../reporters/json/summary.ts'
import { summaryText } from '../../reporters/text/summary.ts'
import type { Call } from '../run.ts'
import { emit } from '../terminal/emit.ts'

type Verb = 'import' | 'ingest' | 'reindex'

/** Runs a verb that records, and tells what it did. */
export async function record(
  call: Call,
  verb: Verb,
  act: (variorum: Variorum, options: RunOptions) => Promise<Summary>,
): Promise<0> {
  await using variorum = await call.open()
  const summary = await act(variorum, call.running())
  const text = call.quiet ? () => '' : summaryText({ verb, dryRun: call.dryRun })
  await emit(await call.outputs(), summary, { text, json: summaryJson })
  if (call.interactive && !call.dryRun && summary.versions > 0) call.talk(`\nNext: ${next(summary)}`)
  return 0
}

function next({ titleChanges }: Summary): string {
  return titleChanges > 0 ? 'variorum audit' : 'variorum history'
}
