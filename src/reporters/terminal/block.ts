import type { RenderOptions } from '../render-options.ts'
import { displayWidth } from '../wording/display-width.ts'
import { printable } from '../wording/printable.ts'
import { isolateRightToLeft } from './bidi-isolation.ts'
import { type Line, paint, type Span } from './spans.ts'
import { wrapLine } from './wrap.ts'

/** Lines longer than this are hard to read, however wide the terminal is. */
export const maxTextColumns = 112

/**
 * The one way from spans to text: makes every character visible, folds to the width, indents, paints.
 * @param spans what to print; a line feed in it begins a new line
 * @param indent columns before the first line, and before those folded from it
 * @returns lines, each ending in a line feed
 */
export function renderBlock(
  spans: Line,
  options: RenderOptions,
  indent: number | readonly [first: number, others: number] = 0,
): string {
  const [first, others] = typeof indent === 'number' ? [indent, indent] : indent
  const width = Number.isFinite(options.width) ? Math.min(options.width, maxTextColumns) - others : options.width
  return foldLines(spans, width, options)
    .map((line, index) => indentLine(paint(line, options.color), index === 0 ? first : others))
    .join('')
}

/**
 * A text beside a label, folded under its own beginning.
 * @param label what stands before the first line: our own words
 * @param column where the text begins
 */
export function renderLabelled(label: Line, text: Line, column: number, options: RenderOptions): string {
  const width = Number.isFinite(options.width)
    ? Math.min(options.width, maxTextColumns + column) - column
    : options.width
  const used = label.reduce((sum, [, part]) => sum + displayWidth(part), 0)
  return foldLines(text, width, options)
    .map((line, index) => {
      if (index > 0) return indentLine(paint(line, options.color), column)
      return (
        `${paint(label, options.color)}${' '.repeat(Math.max(0, column - used))}${paint(line, options.color)}`.trimEnd() +
        '\n'
      )
    })
    .join('')
}

function foldLines(spans: Line, width: number, options: RenderOptions): Line[] {
  const lines = wrapLines(spans, width)
  // a pipe or a file gets the text alone
  return Number.isFinite(options.width) ? lines.map(isolateRightToLeft) : lines
}

/** Lines of a text, folded to a width, in which every character is visible. */
export function wrapLines(spans: Line, width: number): Line[] {
  return printableLines(spans).flatMap((line) => wrapLine(line, Math.max(8, width)))
}

/** A short text that is not to be folded: its blanks become no-break ones where there is a width to fold to. */
export function withNoBreakSpaces(text: string, options: RenderOptions): string {
  return Number.isFinite(options.width) ? text.replaceAll(' ', '\u{a0}') : text
}

/** Splits spans at their line feeds and makes each piece visible. */
function printableLines(spans: Line): Span[][] {
  const lines: Span[][] = [[]]
  for (const [style, text] of spans) {
    text.split(/\r?\n/).forEach((part, index) => {
      if (index > 0) lines.push([])
      if (part !== '') lines.at(-1)?.push([style, printable(part)])
    })
  }
  return lines
}

function indentLine(text: string, columns: number): string {
  return text === '' ? '\n' : `${' '.repeat(columns)}${text}\n`
}
