import { canonicalUrl, isHomePage } from '../identity/canonical-url.ts'
import { pagesNow, placeOf } from './places.ts'
import type { PageState } from './range.ts'
import type { Rule } from './rule.ts'

export const sourceDuplicate: Rule = {
  code: 'VAR131',
  name: 'source-duplicate',
  severity: 'warning',
  summary: 'A source is named once.',
  about: 'state',
  *judge({ pages }) {
    for (const { path, after } of pagesNow(pages)) {
      for (const urls of sourceLists(after)) {
        const first = new Map<string, string>()
        for (const url of urls) {
          const canonical = canonicalUrl(url)
          const earlier = first.get(canonical)
          if (earlier === undefined) first.set(canonical, url)
          else if (!isHomePage(canonical)) {
            const { offset, line } = placeOf(after.text, earlier)
            const again = placeOf(after.text, url, earlier === url ? offset + 1 : 0)
            const place = again.line === null ? { line, column: null } : { line: again.line, column: again.column }
            yield { path, ...place, message: 'A source is named twice.', expected: earlier, actual: url }
          }
        }
      }
    }
  },
}

/** The sources of each event, as often as they are named. */
function sourceLists({ page }: PageState): (readonly string[])[] {
  if (page.dialect === 'portal') return page.events.map(({ sources }) => sources)
  return [page.links.filter(({ cover }) => !cover).map(({ url }) => url)]
}
