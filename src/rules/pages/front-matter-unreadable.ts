import { readingRemarks } from '../reading-remarks.ts'
import type { Rule } from '../rule.ts'

export const frontMatterUnreadable: Rule = {
  code: 'VAR140',
  name: 'front-matter-unreadable',
  severity: 'error',
  summary: 'The front matter of a page can be read as data.',
  about: 'state',
  run: (input) => readingRemarks('front-matter-unreadable', input),
}
