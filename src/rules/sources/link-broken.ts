import { currentPages } from '../input-queries.ts'
import type { Remark } from '../rule.ts'
import type { RuleInput } from '../rule-input.ts'

export function* linkBroken({ pages, regenerated, exists, redirects }: RuleInput): Iterable<Remark> {
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
        // the site writes generated links, so an editor cannot correct them
        ...(generated ? { severity: 'warning' } : {}),
      }
    }
  }
}
