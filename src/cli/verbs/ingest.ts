import type { Run } from '../run.ts'
import { record } from './recording.ts'

export const run: Run = (call) =>
  record(call, 'ingest', (variorum, options) =>
    variorum.ingest(call.rest.length === 0 ? options : { ...options, paths: call.rest }),
  )
