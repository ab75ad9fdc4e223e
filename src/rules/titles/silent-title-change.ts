import { withoutComments } from '../../page/sections/comments.ts'
import { normaliseBody } from '../../page/text/normalise-body.ts'
import { sameSources } from '../../versioning/index/page-facts.ts'
import type { PageState } from '../judged-range.ts'
import { type RetitledEvent, retitled, type ToldEvent, titlePlace } from '../places.ts'
import { bulkMembers } from '../range/bulk.ts'
import type { Rule } from '../rule.ts'
import { titleChangeOf } from '../title-change.ts'

export const silentTitleChange: Rule = {
  code: 'VAR121',
  name: 'silent-title-change',
  severity: 'warning',
  summary: 'A title does not change alone and unsaid.',
  about: 'change',
  *judge(range) {
    const bulk = bulkMembers(range)
    for (const event of retitled(range.events)) {
      const { id, former, current, page } = event
      const alone =
        sameSources(former.sources, current.sources) && (former.body === current.body || readsTheSame(event))
      if (!alone || isNoted(event) || bulk.has(page.path)) continue
      const { severity, diff } = titleChangeOf(event)
      yield {
        path: page.path,
        ...titlePlace(page.after, current.title),
        event: id,
        message: 'The title changed, text and sources did not, and nothing on the page says so.',
        expected: former.title,
        actual: current.title,
        diff,
        // a comma more is no news
        ...(severity === 'cosmetic' ? { severity: 'info' } : {}),
      }
    }
  },
}

/** The texts differ in comments alone, which no reader sees. */
function readsTheSame({ former, formerPage, current, page }: RetitledEvent): boolean {
  const [before, after] = [textOf(formerPage?.state, former.title), textOf(page.after, current.title)]
  return before !== null && before === after
}

function textOf(state: PageState | undefined, title: string): string | null {
  const event = state?.page.events.find((told) => told.title === title)
  return event === undefined ? null : normaliseBody(withoutComments(event.body))
}

function isNoted({ single, entries }: ToldEvent): boolean {
  return single && entries.at(-2)?.line !== 0
}
