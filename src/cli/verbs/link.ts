import type { RunCommand } from '../invocation.ts'
import { runRuling } from './run-ruling.ts'

export const run: RunCommand = (invocation) =>
  runRuling(invocation, (variorum, a, b, options) => variorum.link(a, b, options))
