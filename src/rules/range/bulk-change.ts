import type { Rule } from '../rule.ts'
import { bulkPageChanges } from './bulk-page-changes.ts'

export const bulkChange: Rule = {
  code: 'VAR150',
  name: 'bulk-change',
  severity: 'info',
  summary: 'What changed many pages in the same way is told once.',
  about: 'change',
  *run(input) {
    for (const { what, paths } of bulkPageChanges(input)) {
      yield {
        path: paths[0] ?? null,
        message: `${paths.length} pages were changed in the same way, this one the first of them: ${what}.`,
        actual: String(paths.length),
        key: what,
      }
    }
  },
}
