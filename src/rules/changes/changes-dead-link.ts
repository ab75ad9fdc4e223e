import { entryPaths } from '../../page/sections/local-links.ts'
import { currentPages, textOfLine } from '../input-queries.ts'
import type { Rule } from '../rule.ts'

export const changesDeadLink: Rule = {
  code: 'VAR105',
  name: 'changes-dead-link',
  severity: 'error',
  summary: 'Every entry of a Changes section links to a page that there is.',
  about: 'state',
  *run({ pages, exists, redirects }) {
    for (const { path, after } of currentPages(pages)) {
      for (const { title, target, line } of after.page.changes) {
        // what is published elsewhere cannot be looked at from here
        if (/^(?:[a-z][a-z0-9+.-]*:|\/\/)/i.test(target)) continue
        const paths = entryPaths(target, path, after.mount)
        if (paths.some((candidate) => exists(candidate, 'after') || redirects(candidate, 'after'))) continue
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
  },
}
