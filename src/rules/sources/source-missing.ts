import { currentPages, titlePosition } from '../input-queries.ts'
import type { Rule } from '../rule.ts'

export const sourceMissing: Rule = {
  code: 'VAR130',
  name: 'source-missing',
  severity: 'warning',
  summary: 'An event names a source.',
  about: 'state',
  *run({ pages }) {
    for (const { path, after } of currentPages(pages)) {
      // a blog's or a manual's page that has no place for sources is not expected to have any
      if (!after.page.sourced) continue
      for (const event of after.page.events) {
        if (event.sources.length > 0) continue
        yield {
          path,
          ...titlePosition(after, event.title),
          message: 'The event names no source.',
          actual: event.title,
          // a page's only event stays itself under another title
          ...(after.page.dialect === 'portal' ? {} : { key: '' }),
        }
      }
    }
  },
}
