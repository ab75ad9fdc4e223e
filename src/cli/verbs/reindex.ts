import type { Run } from '../run.ts'
import { record } from './recording.ts'

export const run: Run = (call) => record(call, 'reindex', (variorum, options) => variorum.reindex(options))
