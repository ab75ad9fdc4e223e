import type { ReadingRuleName } from '../model/finding.ts'
import { pagesNow } from './places.ts'
import type { JudgedRange } from './range.ts'
import type { Remark } from './rule.ts'

/** What reading the pages found, of one rule. */
export function* asRead(name: ReadingRuleName, { pages }: JudgedRange): Iterable<Remark> {
  for (const { path, after } of pagesNow(pages)) {
    for (const found of after.page.findings) {
      if (found.name !== name) continue
      const { line, message, expected, actual, severity } = found
      yield { path, line, message, expected, actual, severity, key: `${expected ?? ''}\0${actual ?? message}` }
    }
  }
}
