import { currentPages } from '../input-queries.ts'
import { readingRemarks } from '../reading-remarks.ts'
import type { Remark, Rule } from '../rule.ts'

export const bidiControl: Rule = {
  code: 'VAR142',
  name: 'bidi-control',
  severity: 'error',
  summary: 'Nothing in a page hides, or turns the direction of the text around it.',
  about: 'state',
  *run(input) {
    yield* readingRemarks('bidi-control', input)
    for (const { path, after } of currentPages(input.pages)) {
      if (!bidiControlPattern.test(after.text)) continue
      const titles = new Set(after.page.events.map(({ line }) => line))
      for (const [index, line] of after.text.split(/\r\n?|\n/).entries()) {
        if (!titles.has(index + 1)) yield* bidiRemarks(path, index + 1, line)
      }
    }
  },
}

// What embeds, overrides or isolates; a mark that only says how one letter reads is text like any other.
const bidiControlPattern = /[\u202a-\u202e\u2066-\u2069]/

function* bidiRemarks(path: string, number: number, line: string): Iterable<Remark> {
  const overrides = /[\u202d\u202e]/.exec(line)
  const open = overrides ?? firstUnclosed(line)
  if (open === null) return
  const point = `U+${(line.codePointAt(open.index) ?? 0).toString(16).toUpperCase()}`
  const rest = line.replace(/[\u202a-\u202e\u2066-\u2069]/g, '').trim()
  yield {
    path,
    line: number,
    column: open.index + 1,
    message: overrides
      ? `A character that turns the direction of text by force (${point}): what is shown is not what stands there.`
      : `A change of direction (${point}) is not closed on its line, so that it turns what follows.`,
    actual: point,
    key: `${point}\0${rest}`,
  }
}

/** The first embedding or isolate that its line opens and does not close. */
function firstUnclosed(line: string): { readonly index: number } | null {
  const open: { index: number; closes: string }[] = []
  for (const { 0: mark, index } of line.matchAll(/[\u202a-\u202c\u2066-\u2069]/g)) {
    if (mark === '\u202c' || mark === '\u2069') {
      const last = open.findLastIndex(({ closes }) => closes === mark)
      if (last >= 0) open.splice(last)
    } else open.push({ index, closes: mark < '\u2066' ? '\u202c' : '\u2069' })
  }
  return open[0] ?? null
}
