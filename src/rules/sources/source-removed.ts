import { canonicalUrl } from '../../identity/scoring/canonical-url.ts'
import { currentEvents, titlePosition } from '../input-queries.ts'
import type { Rule } from '../rule.ts'

export const sourceRemoved: Rule = {
  code: 'VAR132',
  name: 'source-removed',
  severity: 'warning',
  summary: 'A source that an event has named is not dropped under the same title.',
  about: 'change',
  *run({ events }) {
    for (const { id, former, current, page } of currentEvents(events)) {
      if (former === null || former.claimed || current.claimed || former.title !== current.title) continue
      const dropped = missingSources(former.sources, current.sources)
      if (dropped.length === 0) continue
      const added = missingSources(current.sources, former.sources)
      yield {
        path: page.path,
        ...titlePosition(page.after, current.title),
        event: id,
        message: messageOf(dropped.length, added.length),
        expected: dropped.join('\n'),
        actual: added.length === 0 ? null : added.join('\n'),
        key: dropped.join('\0'),
      }
    }
  },
}

function messageOf(dropped: number, added: number): string {
  const what = dropped === 1 ? 'A source was' : `${dropped} sources were`
  return added === 0 ? `${what} dropped.` : `${what} dropped, and ${added === 1 ? 'another' : `${added} others`} named.`
}

/** Sources that are not among others; an edition of the same article for another country is the same source. */
function missingSources(sources: readonly string[], others: readonly string[]): string[] {
  const keptUrls = new Set(others.map(canonicalUrl))
  const articles = new Set(others.flatMap((url) => articlePath(url) ?? []))
  return sources.filter((url) => !keptUrls.has(canonicalUrl(url)) && !articles.has(articlePath(url) ?? ''))
}

/** An address without its host, where it is long enough to name one article; null where it is not. */
function articlePath(url: string): string | null {
  const canonical = canonicalUrl(url)
  const pathStart = canonical.indexOf('/')
  return pathStart > 0 && canonical.length - pathStart >= 12 ? canonical.slice(pathStart) : null
}
