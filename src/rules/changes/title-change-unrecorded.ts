import { formatChangesEntry } from '../../page/sections/changes-section.ts'
import { retitledEvents, titlePosition } from '../input-queries.ts'
import type { Remark } from '../rule.ts'
import type { RuleInput } from '../rule-input.ts'
import { titleChangeOf } from '../title-change-cache.ts'

export function* titleChangeUnrecorded({ events }: RuleInput): Iterable<Remark> {
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
        ? 'The title changed. The page has no Changes section that lists the former title.'
        : 'The title changed. The Changes section does not list the former title.',
      expected: formatChangesEntry(entry),
      diff: titleChangeOf(event).diff,
      key: `${former.title}\0${current.title}`,
    }
  }
}
