import type { RenderOptions } from '../render-options.ts'
import { displayWidth } from '../wording/display-width.ts'
import { maxTextColumns, wrapLines } from './block.ts'
import type { Line } from './spans.ts'
import { paintPadded, spansWidth } from './two-columns.ts'

/** A column is as wide as its widest cell, at most `maxWidth`. A column that `grows` takes the remaining width. */
export interface Column {
  readonly head: string
  readonly maxWidth?: number
  readonly grows?: true
  readonly right?: true
}

const columnGap = 2
const minGrowingWidth = 16

/**
 * A table that fits the width. Each cell is wrapped within its column; it may hold line feeds.
 * @returns the headings, then each row, as lines that end in a line feed
 */
export function renderTable(
  columns: readonly Column[],
  rows: readonly (readonly Line[])[],
  options: RenderOptions,
): string[] {
  const widths = columnWidths(columns, rows, options.width)
  const renderRow = (cells: readonly Line[]) => {
    const folded = cells.map((cell, index) => wrapLines(cell, widths[index] ?? minGrowingWidth))
    const height = Math.max(...folded.map((lines) => lines.length))
    return Array.from({ length: height }, (_, at) => {
      const parts = folded.map((lines, index) => {
        const line = lines[at] ?? []
        const width = widths[index] ?? minGrowingWidth
        const before = columns[index]?.right ? ' '.repeat(Math.max(0, width - spansWidth(line))) : ''
        return before + paintPadded(line, width - before.length, options)
      })
      return `${parts.join(' '.repeat(columnGap)).trimEnd()}\n`
    }).join('')
  }
  const head = columns.map(({ head }): Line => (head === '' ? [] : [['quiet', head]]))
  return [head, ...rows].map(renderRow)
}

function columnWidths(columns: readonly Column[], rows: readonly (readonly Line[])[], total: number): number[] {
  const own = columns.map(({ head, maxWidth = Number.POSITIVE_INFINITY, grows }, index) => {
    if (grows) return 0
    const widest = rows.reduce((sum, cells) => Math.max(sum, widestLineWidth(cells[index] ?? [])), displayWidth(head))
    return Math.min(maxWidth, widest)
  })
  const taken = own.reduce((sum, width) => sum + width, 0) + columnGap * (columns.length - 1)
  return own.map((width, index) => {
    return columns[index]?.grows ? Math.max(minGrowingWidth, Math.min(maxTextColumns, total - taken)) : width
  })
}

function widestLineWidth(cell: Line): number {
  return Math.max(0, ...wrapLines(cell, Number.POSITIVE_INFINITY).map(spansWidth))
}
