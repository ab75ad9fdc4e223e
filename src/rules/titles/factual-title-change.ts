import { retitledEvents, titlePosition } from '../input-queries.ts'
import { bulkChangedPaths } from '../range/bulk-page-changes.ts'
import type { Rule } from '../rule.ts'
import { titleChangeOf } from '../title-change-cache.ts'

export const factualTitleChange: Rule = {
  code: 'VAR120',
  name: 'factual-title-change',
  severity: 'warning',
  summary: 'A title that says another fact than before is looked at by a person.',
  about: 'change',
  *run(input) {
    const bulk = bulkChangedPaths(input)
    for (const event of retitledEvents(input.events)) {
      const { id, former, current, page } = event
      if (bulk.has(page.path)) continue
      const { severity, classes, diff } = titleChangeOf(event)
      if (severity !== 'factual') continue
      yield {
        path: page.path,
        ...titlePosition(page.after, current.title),
        event: id,
        message: `The title says another fact than before: ${classes.join(', ')}.`,
        expected: former.title,
        actual: current.title,
        diff,
      }
    }
  },
}
