import type { TextDiff } from '../../model/change.ts'
import type { RenderOptions } from '../render-options.ts'
import { displayWidth } from '../wording/display-width.ts'
import { isolateRightToLeft } from './bidi-isolation.ts'
import { wrapLines } from './block.ts'
import { type Line, paint, plainSpan, type Span } from './spans.ts'
import { wordDiffSpans } from './word-diff.ts'

const gutter: Line = [plainSpan(' │ ')]
const maxColumnWidth = 90
/** Columns that a page in two columns takes where nothing folds it. */
const pipeColumns = 160

/**
 * A diff side by side, the text before on the left. Line ends that both texts share hold the two sides level.
 * @returns lines, each ending in a line feed
 */
export function renderTwoColumns(diff: TextDiff, options: RenderOptions): string {
  const column = columnWidthBeside(spansWidth(gutter), options)
  return diffRows(diff)
    .map(({ left, right }) =>
      renderSideBySide(
        cellLines(left, column, options),
        [gutter, gutter],
        cellLines(right, column, options),
        column,
        options,
      ),
    )
    .join('')
}

/** How wide each of two columns is beside a gutter. */
export function columnWidthBeside(gutter: number, options: RenderOptions): number {
  const width = Number.isFinite(options.width) ? options.width : pipeColumns
  return Math.max(16, Math.min(maxColumnWidth, Math.floor((width - gutter) / 2)))
}

/**
 * Folded lines of two columns, held level.
 * @param between what is in the gutter of the first row, and of the others
 */
export function renderSideBySide(
  left: readonly Line[],
  between: readonly [first: Line, others: Line],
  right: readonly Line[],
  column: number,
  options: RenderOptions,
): string {
  return Array.from({ length: Math.max(left.length, right.length) }, (_, index) => {
    const gutter = paint(between[index === 0 ? 0 : 1], options.color)
    const line = `${paintPadded(left[index] ?? [], column, options)}${gutter}${paint(isolateInTerminal(right[index] ?? [], options), options.color)}`
    return `${line.trimEnd()}\n`
  }).join('')
}

interface DiffRow {
  readonly left: TextDiff[number][]
  readonly right: TextDiff[number][]
}

function diffRows(diff: TextDiff): DiffRow[] {
  const rows: DiffRow[] = [{ left: [], right: [] }]
  for (const [kind, text] of diff) {
    const parts = kind === 'same' ? text.split(/\r?\n/) : [text]
    parts.forEach((part, index) => {
      if (index > 0) rows.push({ left: [], right: [] })
      const row = rows.at(-1)
      if (kind !== 'added') row?.left.push([kind, part])
      if (kind !== 'removed') row?.right.push([kind, part])
    })
  }
  return rows
}

function cellLines(side: TextDiff, column: number, options: RenderOptions): Line[] {
  return wrapLines(wordDiffSpans(side, options), column)
}

/** A line with blanks after it up to so many columns. */
export function paintPadded(line: Line, column: number, options: RenderOptions): string {
  return paint(isolateInTerminal(line, options), options.color) + ' '.repeat(Math.max(0, column - spansWidth(line)))
}

function isolateInTerminal(line: Line, options: RenderOptions): Line {
  return Number.isFinite(options.width) ? isolateRightToLeft(line) : line
}

/** Columns that a line takes in a terminal. */
export function spansWidth(line: Line): number {
  return line.reduce((sum, [, text]: Span) => sum + displayWidth(text), 0)
}
