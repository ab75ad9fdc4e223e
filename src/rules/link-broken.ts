import { pagesNow } from './places.ts'
import type { Rule } from './rule.ts'

export const linkBroken: Rule = {
  code: 'VAR133',
  name: 'link-broken',
  severity: 'error',
  summary: 'A link from one page of the archive to another leads somewhere.',
  about: 'state',
  *judge({ pages, exists, redirects }) {
    for (const { path, after } of pagesNow(pages)) {
      for (const { target, paths, line, column, generated } of after.links) {
        if (paths.some((candidate) => exists(candidate, 'after') || redirects(candidate))) continue
        yield {
          path,
          line,
          column,
          message: 'The link leads to a page that does not exist.',
          actual: target,
          // whoever edits a page does not write what the site lists below it
          ...(generated ? { severity: 'warning' } : {}),
        }
      }
    }
  },
}
