import { formatChangesEntry } from '../../page/sections/changes-section.ts'
import { retitledEvents, titleChangeOf, titlePlace } from '../input-queries.ts'
import type { Remark } from '../rule.ts'
import type { RuleInput } from '../rule-input.ts'

export function* titleChangeUnrecorded({ events }: RuleInput): Iterable<Remark> {
  for (const event of retitledEvents(events)) {
    const { single, former, current, page, entries } = event
    const entry = entries.at(-2)
    if (!single || entry === undefined || entry.line !== 0) continue
    const none = page.after.page.changes.length === 0
    yield {
      ...titlePlace(event),
      message: none
        ? 'The title changed. The page has no Changes section that lists the former title.'
        : 'The title changed. The Changes section does not list the former title.',
      expected: formatChangesEntry(entry),
      diff: titleChangeOf(event).diff,
      key: `${former.title}\0${current.title}`,
    }
  }
}
