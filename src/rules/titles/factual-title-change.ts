import { retitledEvents, titleChangeOf, titlePlace } from '../input-queries.ts'
import { bulkChangedPaths } from '../range/bulk-page-changes.ts'
import type { Remark } from '../rule.ts'
import type { RuleInput } from '../rule-input.ts'

export function* factualTitleChange(input: RuleInput): Iterable<Remark> {
  const bulk = bulkChangedPaths(input)
  for (const event of retitledEvents(input.events)) {
    const { former, current, page } = event
    if (bulk.has(page.path)) continue
    const { severity, classes, diff } = titleChangeOf(event)
    if (severity !== 'factual') continue
    yield {
      ...titlePlace(event),
      message: `The title change affects a fact: ${classes.join(', ')}.`,
      expected: former.title,
      actual: current.title,
      diff,
    }
  }
}
