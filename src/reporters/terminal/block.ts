import type { RenderOptions } from '../render-options.ts'
import { displayWidth } from '../wording/display-width.ts'
import { formatNumber } from '../wording/format-quantity.ts'
import { printable } from '../wording/printable.ts'
import { isolateRightToLeft } from './bidi-isolation.ts'
import { type Line, paint, type Span } from './spans.ts'
import { wrapLine } from './wrap.ts'

/** Lines longer than this are hard to read, however wide the terminal is. */
export const maxTextColumns = 112

/**
 * Turns spans into text: makes every character visible, wraps to the width, indents and paints.
 * @param spans a line feed in them begins a new line
 * @param indent columns before the first line, and before the lines wrapped from it
 * @returns lines, each ending in a line feed
 */
export function renderBlock(
  spans: Line,
  options: RenderOptions,
  indent: number | readonly [first: number, others: number] = 0,
): string {
  const [first, others] = typeof indent === 'number' ? [indent, indent] : indent
  const width = Number.isFinite(options.width) ? Math.min(options.width, maxTextColumns) - others : options.width
  return paintedLines(spans, width, options)
    .map((line, index) => indentLine(line, index === 0 ? first : others))
    .join('')
}

/** The first items of a list, and a line with the number of the others. With `-v` all items are listed. */
export function renderList<Item>(
  items: readonly Item[],
  maxItems: number,
  render: (item: Item) => string,
  options: RenderOptions,
): string {
  const listed = options.verbose ? items : items.slice(0, maxItems)
  const more = items.length - listed.length
  const note = more === 0 ? '' : renderBlock([['quiet', `and ${formatNumber(more)} more: -v shows all`]], options, 2)
  return listed.map(render).join('') + note
}

/**
 * A text beside a label, wrapped under its own beginning.
 * @param label our own words before the first line
 * @param column the column at which the text begins
 */
export function renderLabelled(label: Line, text: Line, column: number, options: RenderOptions): string {
  const width = Number.isFinite(options.width)
    ? Math.min(options.width, maxTextColumns + column) - column
    : options.width
  const used = label.reduce((sum, [, part]) => sum + displayWidth(part), 0)
  const head = paint(label, options.color) + ' '.repeat(Math.max(0, column - used))
  return paintedLines(text, width, options)
    .map((line, index) => (index === 0 ? `${(head + line).trimEnd()}\n` : indentLine(line, column)))
    .join('')
}

/** Texts under each other beside one label. */
export function renderLabelledList(
  label: string,
  texts: readonly Line[],
  column: number,
  options: RenderOptions,
  indent = '',
): string {
  const labelAt = (at: number): Line => [['quiet', indent + (at === 0 ? label : '')]]
  return texts.map((text, at) => renderLabelled(labelAt(at), text, column, options)).join('')
}

function paintedLines(spans: Line, width: number, options: RenderOptions): string[] {
  return wrapLines(spans, width).map((line) => paint(isolateRightToLeft(line, options), options.color))
}

/** The lines of a text, wrapped to a width, with every character visible. */
export function wrapLines(spans: Line, width: number): Line[] {
  return printableLines(spans).flatMap((line) => wrapLine(line, Math.max(8, width)))
}

/** A short text that is not wrapped: on a terminal its blanks become no-break spaces. */
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
