import { currentPages } from '../input-queries.ts'
import type { Remark } from '../rule.ts'
import type { RuleInput } from '../rule-input.ts'

export function* bidiControl({ pages }: RuleInput): Iterable<Remark> {
  for (const { path, after } of currentPages(pages)) {
    if (!bidiControlPattern.test(after.text)) continue
    const titles = new Set(after.page.events.map(({ line }) => line))
    for (const [index, line] of after.text.split(/\r\n?|\n/).entries()) {
      if (!titles.has(index + 1)) yield* bidiRemarks(path, index + 1, line)
    }
  }
}

// Embeddings, overrides and isolates. Direction marks such as U+200F are left out: they affect only their neighbours.
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
      ? `The character ${point} forces the direction of the text after it, so readers see another text than the file has.`
      : `The direction change ${point} is not closed on its line, so it affects the text that follows.`,
    actual: point,
    key: `${point}\0${rest}`,
  }
}

/** The first embedding or isolate that is not closed on its line. */
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
