import type { RunCommand } from '../invocation.ts'
import { runIngest } from './run-ingest.ts'

export const run: RunCommand<'reindex'> = (invocation) =>
  runIngest(invocation, (variorum, options) => variorum.reindex(options))
