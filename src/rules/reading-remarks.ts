import type { Finding, ReadingRuleName } from '../model/finding.ts'
import { currentPages } from './input-queries.ts'
import type { Remark } from './rule.ts'
import type { RuleInput } from './rule-input.ts'

/** What reading the pages found, of one rule. */
export function* readingRemarks(name: ReadingRuleName, { pages }: RuleInput): Iterable<Remark> {
  for (const { path, after } of currentPages(pages)) {
    for (const found of after.page.findings) {
      if (found.name !== name) continue
      const { line, message, expected, actual, severity } = found
      yield { path, line, message, expected, actual, severity, key: remarkKey(found) }
    }
  }
}

/** Where a byte stands, or how many there are, makes no other remark of it. */
function remarkKey({ name, message, expected, actual }: Finding): string {
  const values = `${expected ?? ''}\0${actual ?? message}`
  return name === 'encoding-invalid' || name === 'page-unreadable' ? values.replace(/\d+/g, '') : values
}
