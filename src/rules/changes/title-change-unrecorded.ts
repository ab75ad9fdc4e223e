import { formatChangesEntry } from '../../page/sections/changes-section.ts'
import { retitledEvents, titlePosition } from '../input-queries.ts'
import type { Rule } from '../rule.ts'
import { titleChangeOf } from '../title-change-cache.ts'

export const titleChangeUnrecorded: Rule = {
  code: 'VAR101',
  name: 'title-change-unrecorded',
  severity: 'error',
  summary: 'A title that changed is listed in the Changes section of its page.',
  about: 'change',
  *run({ events }) {
    for (const event of retitledEvents(events)) {
      const { id, single, former, current, page, entries } = event
      const entry = entries.at(-2)
      if (!single || entry === undefined || entry.line !== 0) continue
      const none = page.after.page.changes.length === 0
      yield {
        path: page.path,
        ...titlePosition(page.after, current.title),
        event: id,
        message: none
          ? 'The title changed, and the page has no Changes section that lists the former one.'
          : 'The title changed, and the Changes section does not list the former one.',
        expected: formatChangesEntry(entry),
        diff: titleChangeOf(event).diff,
        key: `${former.title}\0${current.title}`,
      }
    }
  },
}
