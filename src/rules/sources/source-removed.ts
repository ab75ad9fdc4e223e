import { canonicalUrl } from '../../identity/scoring/canonical-url.ts'
import { currentEvents, titlePlace } from '../input-queries.ts'
import type { Remark } from '../rule.ts'
import type { RuleInput } from '../rule-input.ts'

export function* sourceRemoved({ events }: RuleInput): Iterable<Remark> {
  for (const event of currentEvents(events)) {
    const { former, current } = event
    if (former === null || former.claimed || current.claimed || former.title !== current.title) continue
    const dropped = missingSources(former.sources, current.sources)
    if (dropped.length === 0) continue
    const added = missingSources(current.sources, former.sources)
    yield {
      ...titlePlace(event),
      message: messageOf(dropped.length, added.length),
      expected: dropped.join('\n'),
      actual: added.length === 0 ? null : added.join('\n'),
      key: dropped.join('\0'),
    }
  }
}

function messageOf(dropped: number, added: number): string {
  const removed = dropped === 1 ? 'A source was removed' : `${dropped} sources were removed`
  return added === 0 ? `${removed}.` : `${removed}, and ${added === 1 ? 'another was' : `${added} others were`} added.`
}

/** The sources that others lack. The same article on the host of another country counts as the same source. */
function missingSources(sources: readonly string[], others: readonly string[]): string[] {
  const keptUrls = new Set(others.map(canonicalUrl))
  const articles = new Set(others.flatMap((url) => articlePath(url) ?? []))
  return sources.filter((url) => !keptUrls.has(canonicalUrl(url)) && !articles.has(articlePath(url) ?? ''))
}

/** The path of an address, where it is long enough to identify one article; null otherwise. */
function articlePath(url: string): string | null {
  const canonical = canonicalUrl(url)
  const pathStart = canonical.indexOf('/')
  return pathStart > 0 && canonical.length - pathStart >= 12 ? canonical.slice(pathStart) : null
}
