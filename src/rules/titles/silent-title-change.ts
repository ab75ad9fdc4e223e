import { withoutComments } from '../../page/sections/html-comments.ts'
import { normaliseBody } from '../../page/text/normalise-body.ts'
import { sameSources } from '../../versioning/index/page-facts.ts'
import { type CurrentEvent, type RetitledEvent, retitledEvents, titleChangeOf, titlePlace } from '../input-queries.ts'
import { bulkChangedPaths } from '../range/bulk-page-changes.ts'
import type { Remark } from '../rule.ts'
import type { PageState, RuleInput } from '../rule-input.ts'

export function* silentTitleChange(input: RuleInput): Iterable<Remark> {
  const bulk = bulkChangedPaths(input)
  for (const event of retitledEvents(input.events)) {
    const { former, current, page } = event
    const isTitleOnly =
      sameSources(former.sources, current.sources) && (former.body === current.body || hasSameVisibleText(event))
    if (!isTitleOnly || isListedInChanges(event) || bulk.has(page.path)) continue
    const { severity, diff } = titleChangeOf(event)
    yield {
      ...titlePlace(event),
      message: 'Only the title changed, and the page does not list the former one.',
      expected: former.title,
      actual: current.title,
      diff,
      // a comma or a typo does not need an entry
      severity: severity === 'cosmetic' ? 'info' : undefined,
    }
  }
}

/** True where the texts differ only in HTML comments. */
function hasSameVisibleText({ former, formerPage, current, page }: RetitledEvent): boolean {
  const [before, after] = [visibleText(formerPage?.state, former.title), visibleText(page.after, current.title)]
  return before !== null && before === after
}

function visibleText(state: PageState | undefined, title: string): string | null {
  const event = state?.page.events.find((candidate) => candidate.title === title)
  return event === undefined ? null : normaliseBody(withoutComments(event.body))
}

function isListedInChanges({ single, entries }: CurrentEvent): boolean {
  return single && entries.at(-2)?.line !== 0
}
