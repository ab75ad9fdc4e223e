import { sameWording } from '../../identity/scoring/wording-key.ts'
import { formatChangesEntry } from '../../page/sections/changes-section.ts'
import { entryPaths } from '../../page/sections/local-links.ts'
import { currentPages } from '../input-queries.ts'
import type { Remark } from '../rule.ts'
import type { RuleInput } from '../rule-input.ts'

export function* changesCurrentMismatch({ pages }: RuleInput): Iterable<Remark> {
  for (const { path, after } of currentPages(pages)) {
    const { changes, events } = after.page
    const [event] = events
    const entry = changes.findLast(({ label }) => label === 'Current version') ?? changes.at(-1)
    if (event === undefined || entry === undefined) continue
    const hasOwnTitle = sameWording(entry.title, event.title)
    const hasOwnPath = entryPaths(entry.target, path, after.mount).includes(path)
    if (hasOwnTitle && hasOwnPath) continue
    const what = hasOwnTitle ? 'path' : hasOwnPath ? 'title' : 'title and path'
    yield {
      path,
      line: entry.line,
      message: `The current entry of the Changes section does not have this page's ${what}.`,
      expected: formatChangesEntry({
        title: event.title,
        target: `${after.mount}/${path}`,
        until: null,
        label: 'Current version',
      }),
      actual: formatChangesEntry(entry),
    }
  }
}
