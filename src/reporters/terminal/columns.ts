import type { TextDiff } from '../../model/change.ts'
import type { Look } from '../look.ts'
import { columnsOf } from '../wording/width.ts'
import { wrapped } from './block.ts'
import { isolated } from './isolate.ts'
import { type Line, paint, plain, type Span } from './spans.ts'
import { wordDiff } from './word-diff.ts'

const gutter: Line = [plain(' │ ')]
const widestColumn = 90
/** Columns that a page in two columns takes where nothing folds it. */
const pipeWidth = 160

/**
 * A diff side by side, the text before on the left. Line ends that both texts share hold the two sides level.
 * @returns lines, each ending in a line feed
 */
export function inColumns(diff: TextDiff, look: Look): string {
  const column = columnBeside(columnsOfLine(gutter), look)
  return rowsOf(diff)
    .map(({ left, right }) =>
      sideBySide(cell(left, column, look), [gutter, gutter], cell(right, column, look), column, look),
    )
    .join('')
}

/** How wide each of two columns is beside a gutter. */
export function columnBeside(gutter: number, look: Look): number {
  const width = Number.isFinite(look.width) ? look.width : pipeWidth
  return Math.max(16, Math.min(widestColumn, Math.floor((width - gutter) / 2)))
}

/**
 * Folded lines of two columns, held level.
 * @param between what is in the gutter of the first row, and of the others
 */
export function sideBySide(
  left: readonly Line[],
  between: readonly [first: Line, others: Line],
  right: readonly Line[],
  column: number,
  look: Look,
): string {
  return Array.from({ length: Math.max(left.length, right.length) }, (_, index) => {
    const gutter = paint(between[index === 0 ? 0 : 1], look.color)
    const line = `${filled(left[index] ?? [], column, look)}${gutter}${paint(reordered(right[index] ?? [], look), look.color)}`
    return `${line.trimEnd()}\n`
  }).join('')
}

interface Row {
  readonly left: TextDiff[number][]
  readonly right: TextDiff[number][]
}

function rowsOf(diff: TextDiff): Row[] {
  const rows: Row[] = [{ left: [], right: [] }]
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

function cell(side: TextDiff, column: number, look: Look): Line[] {
  return wrapped(wordDiff(side, look), column)
}

/** A line with blanks after it up to so many columns. */
export function filled(line: Line, column: number, look: Look): string {
  return paint(reordered(line, look), look.color) + ' '.repeat(Math.max(0, column - columnsOfLine(line)))
}

function reordered(line: Line, look: Look): Line {
  return Number.isFinite(look.width) ? isolated(line) : line
}

/** Columns that a line takes in a terminal. */
export function columnsOfLine(line: Line): number {
  return line.reduce((sum, [, text]: Span) => sum + columnsOf(text), 0)
}
