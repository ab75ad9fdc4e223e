import { asRead } from '../from-reading.ts'
import type { Rule } from '../rule.ts'

export const pageUnreadable: Rule = {
  code: 'VAR143',
  name: 'page-unreadable',
  severity: 'error',
  summary: 'A page can be read.',
  about: 'state',
  judge: (range) => asRead('page-unreadable', range),
}
