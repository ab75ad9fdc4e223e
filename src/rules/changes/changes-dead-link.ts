import { entryPaths } from '../../page/sections/local-links.ts'
import { currentPages, leadsToPage, textOfLine } from '../input-queries.ts'
import type { Remark } from '../rule.ts'
import type { RuleInput } from '../rule-input.ts'

export function* changesDeadLink(input: RuleInput): Iterable<Remark> {
  for (const { path, after } of currentPages(input.pages)) {
    for (const { title, target, line } of after.page.changes) {
      // links to other sites are not checked
      if (/^(?:[a-z][a-z0-9+.-]*:|\/\/)/i.test(target)) continue
      if (leadsToPage(entryPaths(target, path, after.mount), input)) continue
      const column = textOfLine(after, line).lastIndexOf('](') + 3
      yield {
        path,
        line,
        column: column > 2 ? column : null,
        message: `The entry "${title}" links to a page that does not exist.`,
        actual: target,
      }
    }
  }
}
