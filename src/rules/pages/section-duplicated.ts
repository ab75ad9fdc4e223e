import { readingRemarks } from '../reading-remarks.ts'
import type { Rule } from '../rule.ts'

export const sectionDuplicated: Rule = {
  code: 'VAR144',
  name: 'section-duplicated',
  severity: 'error',
  summary: 'A page has each of its sections once.',
  about: 'state',
  run: (input) => readingRemarks('section-duplicated', input),
}
