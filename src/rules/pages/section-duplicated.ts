import { asRead } from '../from-reading.ts'
import type { Rule } from '../rule.ts'

export const sectionDuplicated: Rule = {
  code: 'VAR144',
  name: 'section-duplicated',
  severity: 'error',
  summary: 'A page has each of its sections once.',
  about: 'state',
  judge: (range) => asRead('section-duplicated', range),
}
