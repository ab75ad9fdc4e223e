import type { TextDiff } from '../../model/change.ts'
import { columnsOf } from '../wording/width.ts'

/** An unchanged stretch of more columns than this is cut, and of each end so many are kept. */
const longest = 200
const kept = 72

let words: Intl.Segmenter | undefined

/** A diff in which the middle of each long stretch that did not change is left out, between words. */
export function shortened(diff: TextDiff): TextDiff {
  return diff.map(([kind, text]) => {
    if (kind !== 'same' || columnsOf(text) <= longest) return [kind, text]
    // made when it is needed: most titles are short
    words ??= new Intl.Segmenter('en', { granularity: 'word' })
    const parts = Array.from(words.segment(text), ({ segment }) => segment)
    const begin = lengthOf(parts)
    const end = lengthOf(parts.toReversed())
    if (begin + end >= text.length) return [kind, text]
    return [kind, `${text.slice(0, begin).trimEnd()} … ${text.slice(text.length - end).trimStart()}`]
  })
}

/** How much of a text the words take that fit: at least one, and blanks within. */
function lengthOf(parts: readonly string[]): number {
  let [columns, length] = [0, 0]
  for (const part of parts) {
    columns += columnsOf(part)
    if (columns > kept && length > 0) break
    length += part.length
  }
  return length
}
