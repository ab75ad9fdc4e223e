import { canonicalUrl } from '../identity/canonical-url.ts'
import { eventsNow, titlePlace } from './places.ts'
import type { Rule } from './rule.ts'

export const sourceRemoved: Rule = {
  code: 'VAR132',
  name: 'source-removed',
  severity: 'warning',
  summary: 'A source that an event has named is not dropped under the same title.',
  about: 'change',
  *judge({ events }) {
    for (const { id, former, current, page } of eventsNow(events)) {
      if (former === null || former.claimed || current.claimed || former.title !== current.title) continue
      const kept = new Set(current.sources.map(canonicalUrl))
      const dropped = former.sources.filter((url) => !kept.has(canonicalUrl(url)))
      if (dropped.length === 0) continue
      yield {
        path: page.path,
        ...titlePlace(page.after, current.title),
        event: id,
        message: dropped.length === 1 ? 'A source was dropped.' : `${dropped.length} sources were dropped.`,
        expected: dropped.join('\n'),
        key: dropped.join('\0'),
      }
    }
  },
}
