import { entryPaths } from '../../page/sections/local-links.ts'
import { lineOf, pagesNow } from '../places.ts'
import type { Rule } from '../rule.ts'

export const changesDeadLink: Rule = {
  code: 'VAR105',
  name: 'changes-dead-link',
  severity: 'error',
  summary: 'Every entry of a Changes section links to a page that there is.',
  about: 'state',
  *judge({ pages, exists, redirects }) {
    for (const { path, after } of pagesNow(pages)) {
      for (const { title, target, line } of after.page.changes) {
        // what is published elsewhere cannot be looked at from here
        if (/^(?:[a-z][a-z0-9+.-]*:|\/\/)/i.test(target)) continue
        const paths = entryPaths(target, path, after.mount)
        if (paths.some((candidate) => exists(candidate, 'after') || redirects(candidate, 'after'))) continue
        const column = lineOf(after, line).lastIndexOf('](') + 3
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
