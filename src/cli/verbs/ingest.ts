import type { RunCommand } from '../invocation.ts'
import { runIngest } from './run-ingest.ts'

export const run: RunCommand = (invocation) =>
  runIngest(invocation, 'ingest', (variorum, options) =>
    variorum.ingest(invocation.restArgs.length === 0 ? options : { ...options, paths: invocation.restArgs }),
  )
