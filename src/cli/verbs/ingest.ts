import type { RunCommand } from '../invocation.ts'
import { runIngest } from './run-ingest.ts'

export const run: RunCommand<'ingest'> = (invocation) =>
  runIngest(invocation, (variorum, options) => variorum.ingest({ ...options, paths: invocation.args[0] }))
