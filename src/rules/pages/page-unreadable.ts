import { readingRemarks } from '../reading-remarks.ts'
import type { Rule } from '../rule.ts'

export const pageUnreadable: Rule = {
  code: 'VAR143',
  name: 'page-unreadable',
  severity: 'error',
  summary: 'A page can be read.',
  about: 'state',
  run: (input) => readingRemarks('page-unreadable', input),
}
