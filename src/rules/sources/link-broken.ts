import { currentPages, leadsToPage } from '../input-queries.ts'
import type { Remark } from '../rule.ts'
import type { RuleInput } from '../rule-input.ts'

export function* linkBroken(input: RuleInput): Iterable<Remark> {
  const pageLinks = currentPages(input.pages).map(({ path, after }) => ({ path, links: after.links }))
  const generatedLinks = input.regenerated.map(({ path, after }) => ({ path, links: after }))
  for (const { path, links } of [...pageLinks, ...generatedLinks]) {
    for (const { target, paths, line, column, generated } of links) {
      if (leadsToPage(paths, input)) continue
      yield {
        path,
        line,
        column,
        message: 'The link leads to a page that does not exist.',
        actual: target,
        // the site writes generated links, so an editor cannot correct them
        severity: generated ? 'warning' : undefined,
      }
    }
  }
}
