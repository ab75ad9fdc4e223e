import { retitled, titlePlace } from '../places.ts'
import { bulkMembers } from '../range/bulk.ts'
import type { Rule } from '../rule.ts'
import { titleChangeOf } from '../title-change.ts'

export const factualTitleChange: Rule = {
  code: 'VAR120',
  name: 'factual-title-change',
  severity: 'warning',
  summary: 'A title that says another fact than before is looked at by a person.',
  about: 'change',
  *judge(range) {
    const bulk = bulkMembers(range)
    for (const event of retitled(range.events)) {
      const { id, former, current, page } = event
      if (bulk.has(page.path)) continue
      const { severity, classes, diff } = titleChangeOf(event)
      if (severity !== 'factual') continue
      yield {
        path: page.path,
        ...titlePlace(page.after, current.title),
        event: id,
        message: `The title says another fact than before: ${classes.join(', ')}.`,
        expected: former.title,
        actual: current.title,
        diff,
      }
    }
  },
}
