import type { Remark } from '../rule.ts'
import type { RuleInput } from '../rule-input.ts'
import { bulkPageChanges } from './bulk-page-changes.ts'

export function* bulkChange(input: RuleInput): Iterable<Remark> {
  for (const { what, paths } of bulkPageChanges(input)) {
    yield {
      path: paths[0] ?? null,
      message: `${paths.length} pages were changed in the same way (this is the first): ${what}.`,
      actual: String(paths.length),
      key: what,
    }
  }
}
