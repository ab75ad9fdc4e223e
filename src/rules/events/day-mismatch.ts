import { asRead } from '../from-reading.ts'
import type { Rule } from '../rule.ts'

export const dayMismatch: Rule = {
  code: 'VAR113',
  name: 'day-mismatch',
  severity: 'error',
  summary: "The day's heading, the folder and the front matter name one day.",
  about: 'state',
  judge: (range) => asRead('day-mismatch', range),
}
