import { readingRemarks } from '../reading-remarks.ts'
import type { Rule } from '../rule.ts'

export const dayMismatch: Rule = {
  code: 'VAR113',
  name: 'day-mismatch',
  severity: 'error',
  summary: "The day's heading, the folder and the front matter name one day.",
  about: 'state',
  run: (input) => readingRemarks('day-mismatch', input),
}
