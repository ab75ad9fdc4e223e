import { currentPages } from '../input-queries.ts'
import type { Rule } from '../rule.ts'

export const linkBroken: Rule = {
  code: 'VAR133',
  name: 'link-broken',
  severity: 'error',
  summary: 'A link from one page of the archive to another leads somewhere.',
  about: 'state',
  *run({ pages, regenerated, exists, redirects }) {
    const pageLinks = Array.from(currentPages(pages), ({ path, after }) => ({ path, links: after.links }))
    for (const { path, links } of [...pageLinks, ...regenerated.map(({ path, after }) => ({ path, links: after }))]) {
      for (const { target, paths, line, column, generated } of links) {
        if (paths.some((candidate) => exists(candidate, 'after') || redirects(candidate, 'after'))) continue
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
