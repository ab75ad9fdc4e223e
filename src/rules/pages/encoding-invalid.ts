import { readingRemarks } from '../reading-remarks.ts'
import type { Rule } from '../rule.ts'

export const encodingInvalid: Rule = {
  code: 'VAR141',
  name: 'encoding-invalid',
  severity: 'error',
  summary: 'A page is valid UTF-8.',
  about: 'state',
  run: (input) => readingRemarks('encoding-invalid', input),
}
