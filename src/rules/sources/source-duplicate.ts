import { canonicalUrl, isHomePage } from '../../identity/scoring/canonical-url.ts'
import { currentPages, positionAt } from '../input-queries.ts'
import type { Remark, Rule } from '../rule.ts'
import type { PageState } from '../rule-input.ts'

export const sourceDuplicate: Rule = {
  code: 'VAR131',
  name: 'source-duplicate',
  severity: 'warning',
  summary: 'A source is named once.',
  about: 'state',
  *run({ pages }) {
    for (const { path, after } of currentPages(pages)) {
      for (const { urls, from } of sourceLists(after)) {
        for (const remark of duplicateRemarks(urls, from, after)) yield { ...remark, path }
      }
    }
  },
}

/** The sources of each event, in the page's order and as often as they are named, and where to look for them. */
function sourceLists(state: PageState): { urls: readonly string[]; from: number }[] {
  const { page, text } = state
  if (page.dialect !== 'portal') {
    return [{ urls: page.links.filter(({ cover }) => !cover).map(({ url }) => url), from: 0 }]
  }
  return page.events.map(({ sources, line }) => ({ urls: sources, from: lineStart(text, line) }))
}

function* duplicateRemarks(urls: readonly string[], from: number, state: PageState): Iterable<Omit<Remark, 'path'>> {
  const firstSpelling = new Map<string, string>()
  let searchFrom = from
  for (const url of urls) {
    // one after the other, so that each is found where it is named and not where another begins with it
    const offset = urlOffset(state.text, url, searchFrom)
    if (offset >= 0) searchFrom = offset + url.length
    const canonical = canonicalUrl(url)
    const earlier = firstSpelling.get(canonical)
    if (earlier === undefined) firstSpelling.set(canonical, url)
    else if (!isHomePage(canonical)) {
      yield { ...positionAt(state, offset), message: 'A source is named twice.', expected: earlier, actual: url }
    }
  }
}

/** Where an address stands whole, from an offset on; -1 where it does not, as where it was written in another way. */
function urlOffset(text: string, url: string, from: number): number {
  let offset = text.indexOf(url, from)
  while (offset >= 0 && !isUrlEnd(text, offset + url.length)) offset = text.indexOf(url, offset + 1)
  return offset
}

function isUrlEnd(text: string, offset: number): boolean {
  urlEndPattern.lastIndex = offset
  return urlEndPattern.test(text)
}

/** Where an address ends, with what may stand between it and a bracket or a blank. */
const urlEndPattern = /[.,;:!?]{0,3}(?:[\s)>\]}"'|]|$)/y

/** @param line 1-based */
function lineStart(text: string, line: number): number {
  let offset = 0
  for (let number = 1; number < line; number++) offset = text.indexOf('\n', offset) + 1
  return offset
}
