import type { Run } from '../run.ts'
import { ruleOn } from './ruling.ts'

export const run: Run = (call) => ruleOn(call, (variorum, a, b, options) => variorum.unlink(a, b, options))
