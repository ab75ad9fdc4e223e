import type { ChangesEntry } from '../../model/page.ts'
import { formatEntry } from '../../page/sections/changes-section.ts'
import type { JudgedEvent, PageState } from '../judged-range.ts'
import { eventsNow, titlePlace } from '../places.ts'
import type { Rule } from '../rule.ts'

export const changesMissingVersion: Rule = {
  code: 'VAR102',
  name: 'changes-missing-version',
  severity: 'error',
  summary: 'Every title that the history knows is listed in the Changes section.',
  about: 'change',
  *judge({ events }) {
    for (const event of eventsNow(events)) {
      const { id, single, current, page } = event
      const missing = single ? missingOf(event) : []
      if (missing.length === 0) continue
      yield {
        path: page.path,
        ...titlePlace(page.after, current.title),
        event: id,
        message: messageOf(page.after, missing),
        expected: missing.map(formatEntry).join('\n'),
        key: missing.map(({ title }) => title).join('\0'),
        old: !isTouched(event),
      }
    }
  },
}

/** So many titles are named. */
const most = 3

function messageOf({ page }: PageState, missing: readonly ChangesEntry[]): string {
  const titles = missing.slice(0, most).map(({ title }) => `"${title}"`)
  const left = missing.length - titles.length
  const last = left > 0 ? `${left} more` : (titles.pop() ?? '')
  const named = titles.length === 0 ? last : `${titles.join(', ')} and ${last}`
  const titlesOf = missing.length === 1 ? 'a title' : 'titles'
  return page.changes.length === 0
    ? `The page has no Changes section, and the history knows ${titlesOf} that it should list: ${named}.`
    : `The Changes section does not list ${titlesOf} that the history knows: ${named}.`
}

/** The title that the range replaced is another rule's, and so is the current one. */
function missingOf({ entries, former, current }: JudgedEvent): ChangesEntry[] {
  const replaced = former !== null && former.title !== current.title
  return entries.slice(0, replaced ? -2 : -1).filter(({ line }) => line === 0)
}

/** The range changed the title or the section, so the section is its to complete. */
function isTouched({ former, current, page, formerPage }: JudgedEvent): boolean {
  if (former === null || former.title !== current.title) return true
  const before = formerPage?.state.page.regenerated.changes ?? ''
  return before !== (page?.after?.page.regenerated.changes ?? '')
}
