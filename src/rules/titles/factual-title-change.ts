import { retitledEvents, titlePosition } from '../input-queries.ts'
import { bulkChangedPaths } from '../range/bulk-page-changes.ts'
import type { Remark } from '../rule.ts'
import type { RuleInput } from '../rule-input.ts'
import { titleChangeOf } from '../title-change-cache.ts'

export function* factualTitleChange(input: RuleInput): Iterable<Remark> {
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
      message: `The title change affects a fact: ${classes.join(', ')}.`,
      expected: former.title,
      actual: current.title,
      diff,
    }
  }
}
