import type { RunCommand } from '../invocation.ts'
import { runIngest } from './run-ingest.ts'

export const run: RunCommand = (invocation) =>
  runIngest(invocation, 'reindex', (variorum, options) => variorum.reindex(options))
