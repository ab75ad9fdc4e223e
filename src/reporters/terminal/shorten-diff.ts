import type { TextDiff } from '../../model/change.ts'
import { displayWidth } from '../wording/display-width.ts'

/** An unchanged stretch of more columns than this is cut, and of each end so many are kept. */
const maxUnchangedColumns = 200
const keptColumns = 72

let wordSegmenter: Intl.Segmenter | undefined

/** A diff in which the middle of each long stretch that did not change is left out, between words. */
export function shortenUnchanged(diff: TextDiff): TextDiff {
  return diff.map(([kind, text]) => {
    if (kind !== 'same' || displayWidth(text) <= maxUnchangedColumns) return [kind, text]
    // made when it is needed: most titles are short
    wordSegmenter ??= new Intl.Segmenter('en', { granularity: 'word' })
    const parts = Array.from(wordSegmenter.segment(text), ({ segment }) => segment)
    const begin = fittingLength(parts)
    const end = fittingLength(parts.toReversed())
    if (begin + end >= text.length) return [kind, text]
    return [kind, `${text.slice(0, begin).trimEnd()} … ${text.slice(text.length - end).trimStart()}`]
  })
}

/** How much of a text the words take that fit: at least one, and blanks within. */
function fittingLength(parts: readonly string[]): number {
  let [columns, length] = [0, 0]
  for (const part of parts) {
    columns += displayWidth(part)
    if (columns > keptColumns && length > 0) break
    length += part.length
  }
  return length
}
