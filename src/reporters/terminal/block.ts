import type { Look } from '../look.ts'
import { type Line, paint, type Span } from './spans.ts'
import { visible } from './visible.ts'
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
  const width = Math.max(16, Math.min(look.width, readable) - others)
  const folded = Number.isFinite(look.width) ? width : Number.POSITIVE_INFINITY
  return linesOf(spans)
    .flatMap((line) => wrap(line, folded))
    .map((line, index) => indented(paint(line, look.color), index === 0 ? first : others))
    .join('')
}

/** A short text that is not to be folded: its blanks become no-break ones where there is a width to fold to. */
export function unbroken(text: string, look: Look): string {
  return Number.isFinite(look.width) ? text.replaceAll(' ', '\u{a0}') : text
}

/** Splits spans at their line feeds and makes each piece visible. */
export function linesOf(spans: Line): Span[][] {
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
