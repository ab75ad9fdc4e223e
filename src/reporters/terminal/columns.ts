import type { TextDiff } from '../../model/change.ts'
import type { Look } from '../look.ts'
import { linesOf } from './block.ts'
import { type Line, paint, type Span } from './spans.ts'
import { columnsOf } from './width.ts'
import { wordDiff } from './word-diff.ts'
import { wrap } from './wrap.ts'

const gutter = ' │ '
const widestColumn = 90
/** Columns that a page in two columns takes where nothing folds it. */
const pipeWidth = 160

/**
 * A diff side by side, the text before on the left. Line ends that both texts share hold the two sides level.
 * @returns lines, each ending in a line feed
 */
export function inColumns(diff: TextDiff, look: Look): string {
  const width = Number.isFinite(look.width) ? look.width : pipeWidth
  const column = Math.max(16, Math.min(widestColumn, Math.floor((width - gutter.length) / 2)))
  return rowsOf(diff)
    .flatMap(({ left, right }) => level(cell(left, column, look), cell(right, column, look)))
    .map(([left, right]) => `${filled(left, column, look)}${gutter}${paint(right, look.color)}`.trimEnd())
    .map((line) => `${line}\n`)
    .join('')
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
  return linesOf(wordDiff(side, look)).flatMap((line) => wrap(line, column))
}

function level(left: readonly Line[], right: readonly Line[]): [Line, Line][] {
  return Array.from({ length: Math.max(left.length, right.length) }, (_, index) => [
    left[index] ?? [],
    right[index] ?? [],
  ])
}

function filled(line: Line, column: number, look: Look): string {
  const used = line.reduce((sum, [, text]: Span) => sum + columnsOf(text), 0)
  return paint(line, look.color) + ' '.repeat(Math.max(0, column - used))
}
