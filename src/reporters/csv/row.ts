import { stringify } from 'csv-stringify/sync'
import { oneLine } from '../terminal/word-diff.ts'
import { displayable } from '../wording/displayable.ts'
import { breakCiCommands } from '../wording/printable.ts'

/** By this a spreadsheet knows the text for UTF-8. */
export const byteOrderMark = '\u{feff}'

/** What a cell may hold; null is an empty one. */
export type Cell = string | number | boolean | null

/** A formula behind blanks, which some spreadsheets drop; the others are known to the library. */
const indentedFormula = /^\s+[=+\-@\u{ff1d}\u{ff0b}\u{ff0d}\u{ff20}]/u

/**
 * A row as RFC 4180 has it. Texts are written on one line, with what hides, reorders or steers written out; one that a
 * spreadsheet would run as a formula gets an apostrophe in front, by which it is a text.
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
