import type { ChangesEntry } from '../../model/page.ts'
import { formatChangesEntry } from '../../page/sections/changes-section.ts'
import { currentEvents, titlePlace } from '../input-queries.ts'
import type { Remark } from '../rule.ts'
import type { CheckedEvent, PageState, RuleInput } from '../rule-input.ts'

export function* changesMissingVersion({ events }: RuleInput): Iterable<Remark> {
  for (const event of currentEvents(events)) {
    const missing = event.single ? missingEntries(event) : []
    if (missing.length === 0) continue
    yield {
      ...titlePlace(event),
      message: messageOf(event.page.after, missing),
      expected: missing.map(formatChangesEntry).join('\n'),
      key: missing.map(({ title }) => title).join('\0'),
      isPreexisting: !isChangedInRange(event),
    }
  }
}

/** Most titles that a message names. */
const maxNamedTitles = 3

function messageOf({ page }: PageState, missing: readonly ChangesEntry[]): string {
  const titles = missing.slice(0, maxNamedTitles).map(({ title }) => `"${title}"`)
  const unnamedCount = missing.length - titles.length
  const last = unnamedCount > 0 ? `${unnamedCount} more` : (titles.pop() ?? '')
  const listedTitles = titles.length === 0 ? last : `${titles.join(', ')} and ${last}`
  const titlesOf = missing.length === 1 ? 'a title' : 'titles'
  return page.changes.length === 0
    ? `The page has no Changes section. The history has ${titlesOf} to list there: ${listedTitles}.`
    : `The Changes section does not list ${titlesOf} of the history: ${listedTitles}.`
}

/** VAR101 checks the title that the range replaced, and VAR106 the current one. */
function missingEntries({ entries, former, current }: CheckedEvent): ChangesEntry[] {
  const replaced = former !== null && former.title !== current.title
  return entries.slice(0, replaced ? -2 : -1).filter(({ line }) => line === 0)
}

/** True where the range changed the title or the section: then it has to complete the section. */
function isChangedInRange({ former, current, page, formerPage }: CheckedEvent): boolean {
  if (former === null || former.title !== current.title) return true
  const before = formerPage?.state.page.regenerated.changes ?? ''
  return before !== (page?.after?.page.regenerated.changes ?? '')
}
