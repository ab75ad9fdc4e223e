import type { DiffSegment, TextDiff } from '../../model/change.ts'
import type { RenderOptions } from '../render-options.ts'
import { displayWidth } from '../wording/display-width.ts'
import { diffSide } from '../wording/readable-diff.ts'
import { isolateRightToLeft } from './bidi-isolation.ts'
import { wrapLines } from './block.ts'
import { type Line, paint, plainSpan, type Span } from './spans.ts'
import { wordDiffSpans } from './word-diff.ts'

const gutter: Line = [plainSpan(' │ ')]
const maxColumnWidth = 90
/** Width of the output in a pipe or a file. */
const pipeColumns = 160

/** A diff side by side, the former text on the left. The sides are aligned at the line ends that both texts share. */
export function renderTwoColumns(diff: TextDiff, options: RenderOptions): string {
  const column = columnWidthBeside(spansWidth(gutter), options)
  const cellLines = (row: TextDiff, side: 'removed' | 'added') =>
    wrapLines(wordDiffSpans(diffSide(row, side), options), column)
  return sharedLines(diff)
    .map((row) => [cellLines(row, 'removed'), cellLines(row, 'added')] as const)
    .map(([left, right]) => renderSideBySide(left, [gutter, gutter], right, column, options))
    .join('')
}

/** Width of each of two columns beside a gutter. */
export function columnWidthBeside(gutter: number, options: RenderOptions): number {
  const width = Number.isFinite(options.width) ? options.width : pipeColumns
  return Math.max(16, Math.min(maxColumnWidth, Math.floor((width - gutter) / 2)))
}

/** Two columns of wrapped lines, side by side. @param between the gutter of the first row, and of the other rows */
export function renderSideBySide(
  left: readonly Line[],
  between: readonly [first: Line, others: Line],
  right: readonly Line[],
  column: number,
  options: RenderOptions,
): string {
  return Array.from({ length: Math.max(left.length, right.length) }, (_, index) => {
    const gutter = paint(between[index === 0 ? 0 : 1], options.color)
    const line = paintPadded(left[index] ?? [], column, options) + gutter + paintPadded(right[index] ?? [], 0, options)
    return `${line.trimEnd()}\n`
  }).join('')
}

/** A diff cut at the line ends that both texts share. */
function sharedLines(diff: TextDiff): TextDiff[] {
  const rows: DiffSegment[][] = [[]]
  for (const [kind, text] of diff) {
    const parts = kind === 'same' ? text.split(/\r?\n/) : [text]
    parts.forEach((part, index) => {
      if (index > 0) rows.push([])
      rows.at(-1)?.push([kind, part])
    })
  }
  return rows
}

/** A painted line with blanks after it, up to a number of columns. */
export function paintPadded(line: Line, column: number, options: RenderOptions): string {
  const blanks = ' '.repeat(Math.max(0, column - spansWidth(line)))
  return paint(isolateRightToLeft(line, options), options.color) + blanks
}

/** Columns of a line in a terminal. */
export function spansWidth(line: Line): number {
  return line.reduce((sum, [, text]: Span) => sum + displayWidth(text), 0)
}
