import type { Finding, ReadingRuleName } from '../model/finding.ts'
import type { JudgedRange } from './judged-range.ts'
import { pagesNow } from './places.ts'
import type { Remark } from './rule.ts'

/** What reading the pages found, of one rule. */
export function* asRead(name: ReadingRuleName, { pages }: JudgedRange): Iterable<Remark> {
  for (const { path, after } of pagesNow(pages)) {
    for (const found of after.page.findings) {
      if (found.name !== name) continue
      const { line, message, expected, actual, severity } = found
      yield { path, line, message, expected, actual, severity, key: keyOf(found) }
    }
  }
}

/** Where a byte stands, or how many there are, makes no other remark of it. */
function keyOf({ name, message, expected, actual }: Finding): string {
  const said = `${expected ?? ''}\0${actual ?? message}`
  return name === 'encoding-invalid' || name === 'page-unreadable' ? said.replace(/\d+/g, '') : said
}
