import { currentPages, titlePosition } from '../input-queries.ts'
import type { Remark } from '../rule.ts'
import type { RuleInput } from '../rule-input.ts'

export function* sourceMissing({ pages }: RuleInput): Iterable<Remark> {
  for (const { path, after } of currentPages(pages)) {
    // a page without a section or field for sources, as in a blog, needs none
    if (!after.page.sourced) continue
    for (const event of after.page.events) {
      if (event.sources.length > 0) continue
      yield {
        path,
        ...titlePosition(after, event.title),
        message: 'The event cites no source.',
        actual: event.title,
        // the only event of a page stays the same under another title
        key: after.page.dialect === 'portal' ? undefined : '',
      }
    }
  }
}
