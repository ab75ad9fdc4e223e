import type { DiffSegment, TextDiff } from '../../model/change.ts'
import type { RenderOptions } from '../render-options.ts'
import { displayWidth } from '../wording/display-width.ts'
import { withNoBreakSpaces } from './block.ts'
import type { Span } from './spans.ts'

/**
 * A diff as running text with the marks of `git diff --word-diff`: `[-old-]{+new+}`.
 * The marks are printed in colour too: without them, text copied from a terminal would join `12` and `14` to `1214`.
 * A change over several lines is marked on each line.
 */
export function wordDiffSpans(diff: TextDiff, options: RenderOptions): Span[] {
  return diff.flatMap(([kind, text]): Span[] => {
    if (kind === 'same') return [['plain', text]]
    const [open, close] = kind === 'removed' ? ['[-', '-]'] : ['{+', '+}']
    return text.split(/(\r?\n)/).flatMap((part, index): Span[] => {
      if (index % 2 === 1) return [['plain', '\n']]
      if (part === '') return []
      // A line must not break between a mark and the marked text.
      const kept = part.replace(/^ +| +$/g, (blanks) => withNoBreakSpaces(blanks, options))
      return [
        ['quiet', open],
        [kind, kept],
        ['quiet', close],
      ]
    })
  })
}

/** A title's diff. It is one line, whatever the titles hold. */
export function titleDiffSpans(diff: TextDiff, options: RenderOptions): Span[] {
  const line = diff.map(([kind, text]) => [kind, oneLine(text)] as const)
  return wordDiffSpans(line, options)
}

/** A text on one line: line feeds are written as escapes. */
export function oneLine(text: string): string {
  return text.replace(/\r\n|\n/g, (feed) => (feed === '\n' ? '\\u{a}' : '\\u{d}\\u{a}'))
}

/** A page's path, or another address, on one line. */
export function pathSpan(path: string): Span {
  return ['path', oneLine(path)]
}

/** An unchanged part that is wider is cut in its middle. */
const maxUnchangedColumns = 200
/** Columns that are kept of each end. */
const keptColumns = 72

let wordSegmenter: Intl.Segmenter | undefined

/** A diff in which the middle of each long unchanged part is left out, between words. */
export function shortenUnchanged(diff: TextDiff): TextDiff {
  return diff.map(([kind, text]) => {
    if (kind !== 'same' || displayWidth(text) <= maxUnchangedColumns) return [kind, text]
    // Created on first use: most titles are short.
    wordSegmenter ??= new Intl.Segmenter('en', { granularity: 'word' })
    const parts = Array.from(wordSegmenter.segment(text), ({ segment }) => segment)
    const begin = fittingLength(parts)
    const end = fittingLength(parts.toReversed())
    if (begin + end >= text.length) return [kind, text]
    return [kind, `${text.slice(0, begin).trimEnd()} … ${text.slice(text.length - end).trimStart()}`]
  })
}

/** The length of the words that fit: at least one word. */
function fittingLength(parts: readonly string[]): number {
  let [columns, length] = [0, 0]
  for (const part of parts) {
    columns += displayWidth(part)
    if (columns > keptColumns && length > 0) break
    length += part.length
  }
  return length
}

/** Unchanged lines kept beside a change. */
const contextLines = 1

/** A diff in which unchanged lines far from any change are replaced by one line with their number. */
export function foldUnchangedLines(diff: TextDiff): TextDiff {
  return diff.map(([kind, text], index): DiffSegment => {
    if (kind !== 'same') return [kind, text]
    const lines = text.split('\n')
    const before = index === 0 ? 0 : contextLines + 1
    const after = index === diff.length - 1 ? 0 : contextLines + 1
    const left = lines.slice(before, lines.length - after).filter((line) => line.trim() !== '').length
    if (lines.length <= before + after || left < 3) return [kind, text]
    const note = `⋮ ${left} lines unchanged`
    return [kind, [...lines.slice(0, before), note, ...lines.slice(lines.length - after)].join('\n')]
  })
}

/** The number of removed and of added words in a diff. */
export function countWords(diff: TextDiff): { removed: number; added: number } {
  const count = (side: DiffSegment[0]) =>
    diff.reduce((sum, [kind, text]) => (kind === side ? sum + (text.match(/[\p{L}\p{N}]+/gu)?.length ?? 0) : sum), 0)
  return { removed: count('removed'), added: count('added') }
}
