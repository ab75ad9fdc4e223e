import { stringify } from 'csv-stringify/sync'
import { oneLine } from '../terminal/word-diff.ts'
import { breakCiCommands, displayable } from '../wording/printable.ts'

/** Marks the text as UTF-8 for spreadsheets. */
export const byteOrderMark = '\u{feff}'

/** The value of a cell; null is an empty cell. */
export type Cell = string | number | boolean | null

/** A formula after blanks, which some spreadsheets drop. The library escapes other formulas. */
const indentedFormula = /^\s+[=+\-@\u{ff1d}\u{ff0b}\u{ff0d}\u{ff20}]/u

/**
 * A row by RFC 4180. A text is on one line, and characters that hide, reorder or control are written as escapes.
 * A text that a spreadsheet would run as a formula gets an apostrophe before it.
 */
export function csvRow(cells: readonly Cell[]): string {
  return stringify([cells.map(cellText)], { record_delimiter: 'windows', escape_formulas: true })
}

function cellText(cell: Cell): string {
  if (cell === null) return ''
  if (typeof cell !== 'string') return String(cell)
  const text = breakCiCommands(displayable(oneLine(cell)).replaceAll('\t', '\\u{9}'))
  return indentedFormula.test(text) ? `'${text}` : text
}
