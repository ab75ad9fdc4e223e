import type { Look } from '../look.ts'
import { visible } from '../wording/visible.ts'
import { columnsOf } from '../wording/width.ts'
import { isolated } from './isolate.ts'
import { type Line, paint, type Span } from './spans.ts'
import { wrap } from './wrap.ts'

/** Lines longer than this are hard to read, however wide the terminal is. */
export const readable = 112

/**
 * The one way from spans to text: makes every character visible, folds to the width, indents, paints.
 * @param spans what to print; a line feed in it begins a new line
 * @param indent columns before the first line, and before those folded from it
 * @returns lines, each ending in a line feed
 */
export function block(spans: Line, look: Look, indent: number | readonly [first: number, others: number] = 0): string {
  const [first, others] = typeof indent === 'number' ? [indent, indent] : indent
  const width = Number.isFinite(look.width) ? Math.min(look.width, readable) - others : look.width
  return foldedLines(spans, width, look)
    .map((line, index) => indented(paint(line, look.color), index === 0 ? first : others))
    .join('')
}

/**
 * A text beside a label, folded under its own beginning.
 * @param label what stands before the first line: our own words
 * @param column where the text begins
 */
export function hanging(label: Line, text: Line, column: number, look: Look): string {
  const width = Number.isFinite(look.width) ? Math.min(look.width, readable + column) - column : look.width
  const used = label.reduce((sum, [, part]) => sum + columnsOf(part), 0)
  return foldedLines(text, width, look)
    .map((line, index) => {
      if (index > 0) return indented(paint(line, look.color), column)
      return (
        `${paint(label, look.color)}${' '.repeat(Math.max(0, column - used))}${paint(line, look.color)}`.trimEnd() +
        '\n'
      )
    })
    .join('')
}

function foldedLines(spans: Line, width: number, look: Look): Line[] {
  const lines = wrapped(spans, width)
  // a pipe or a file gets the text alone
  return Number.isFinite(look.width) ? lines.map(isolated) : lines
}

/** Lines of a text, folded to a width, in which every character is visible. */
export function wrapped(spans: Line, width: number): Line[] {
  return linesOf(spans).flatMap((line) => wrap(line, Math.max(8, width)))
}

/** A short text that is not to be folded: its blanks become no-break ones where there is a width to fold to. */
export function unbroken(text: string, look: Look): string {
  return Number.isFinite(look.width) ? text.replaceAll(' ', '\u{a0}') : text
}

/** Splits spans at their line feeds and makes each piece visible. */
function linesOf(spans: Line): Span[][] {
  const lines: Span[][] = [[]]
  for (const [style, text] of spans) {
    text.split(/\r?\n/).forEach((part, index) => {
      if (index > 0) lines.push([])
      if (part !== '') lines.at(-1)?.push([style, visible(part)])
    })
  }
  return lines
}

function indented(text: string, columns: number): string {
  return text === '' ? '\n' : `${' '.repeat(columns)}${text}\n`
}
