import type { Look } from '../look.ts'
import { columnsOf } from '../wording/width.ts'
import { readable, wrapped } from './block.ts'
import { columnsOfLine, filled } from './columns.ts'
import type { Line } from './spans.ts'

/** A column: as wide as its widest cell, but no wider than `most`; the one that `grows` takes what is left. */
export interface Column {
  readonly head: string
  readonly most?: number
  readonly grows?: true
  readonly right?: true
}

const gap = 2
const narrowest = 16

/**
 * A table that fits the width, each cell folded within its column. A cell may hold line feeds.
 * @returns the headings and then each row, as lines that end in a line feed
 */
export function table(columns: readonly Column[], rows: readonly (readonly Line[])[], look: Look): string[] {
  const widths = widthsOf(columns, rows, look.width)
  const head = columns.map(({ head }): Line => (head === '' ? [] : [['quiet', head]]))
  return [head, ...rows].map((cells) => row(cells, columns, widths, look))
}

function widthsOf(columns: readonly Column[], rows: readonly (readonly Line[])[], all: number): number[] {
  const own = columns.map(({ head, most = Number.POSITIVE_INFINITY, grows }, index) => {
    if (grows) return 0
    const widest = rows.reduce((sum, cells) => Math.max(sum, widestLine(cells[index] ?? [])), columnsOf(head))
    return Math.min(most, widest)
  })
  const taken = own.reduce((sum, width) => sum + width, 0) + gap * (columns.length - 1)
  return own.map((width, index) => {
    return columns[index]?.grows ? Math.max(narrowest, Math.min(readable, all - taken)) : width
  })
}

function widestLine(cell: Line): number {
  return Math.max(0, ...wrapped(cell, Number.POSITIVE_INFINITY).map(columnsOfLine))
}

function row(cells: readonly Line[], columns: readonly Column[], widths: readonly number[], look: Look): string {
  const folded = cells.map((cell, index) => wrapped(cell, widths[index] ?? narrowest))
  const height = Math.max(...folded.map((lines) => lines.length))
  return Array.from({ length: height }, (_, at) => {
    const parts = folded.map((lines, index) => {
      const line = lines[at] ?? []
      const width = widths[index] ?? narrowest
      const before = columns[index]?.right ? ' '.repeat(Math.max(0, width - columnsOfLine(line))) : ''
      return before + filled(line, width - before.length, look)
    })
    return `${parts.join(' '.repeat(gap)).trimEnd()}\n`
  }).join('')
}
