import { canonicalUrl, isHomePage } from '../../identity/scoring/canonical-url.ts'
import { currentPages, positionAt } from '../input-queries.ts'
import type { Remark } from '../rule.ts'
import type { PageState, RuleInput } from '../rule-input.ts'

export function* sourceDuplicate({ pages }: RuleInput): Iterable<Remark> {
  for (const { path, after } of currentPages(pages)) {
    for (const { urls, from } of sourceLists(after)) {
      for (const remark of duplicateRemarks(urls, from, after)) yield { ...remark, path }
    }
  }
}

/** The sources of each event in page order, repeats included, and the offset from which they are searched in the text. */
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
    // each search starts after the last hit, so that a repeated address is found at its own position
    const offset = urlOffset(state.text, url, searchFrom)
    if (offset >= 0) searchFrom = offset + url.length
    const canonical = canonicalUrl(url)
    const earlier = firstSpelling.get(canonical)
    if (earlier === undefined) firstSpelling.set(canonical, url)
    else if (!isHomePage(canonical)) {
      yield { ...positionAt(state, offset), message: 'The same source is cited twice.', expected: earlier, actual: url }
    }
  }
}

/** @returns the offset of a whole address, from an offset on; -1 where it is spelled differently in the text */
function urlOffset(text: string, url: string, from: number): number {
  let offset = text.indexOf(url, from)
  while (offset >= 0 && !isUrlEnd(text, offset + url.length)) offset = text.indexOf(url, offset + 1)
  return offset
}

function isUrlEnd(text: string, offset: number): boolean {
  urlEndPattern.lastIndex = offset
  return urlEndPattern.test(text)
}

/** The end of an address: punctuation, and then a blank, a bracket, a quote or the end of the text. */
const urlEndPattern = /[.,;:!?]{0,3}(?:[\s)>\]}"'|]|$)/y

/** The offset of a line in a portal page, whose lines end only in line feeds. @param line 1-based */
function lineStart(text: string, line: number): number {
  let offset = 0
  for (let number = 1; number < line; number++) offset = text.indexOf('\n', offset) + 1
  return offset
}
