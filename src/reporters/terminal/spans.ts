import type { Change } from '../../model/change.ts'
import { severitySymbols } from '../wording/severity.ts'

/** The meaning of a piece of text. */
export type Style = keyof typeof ansiCodes
export type Span = readonly [style: Style, text: string]
export type Line = readonly Span[]

const ansiCodes = {
  plain: null,
  strong: ['1', '22'],
  quiet: ['2', '22'],
  heading: ['1;4', '24;22'],
  removed: ['31;9', '29;39'],
  added: ['32;4', '24;39'],
  factual: ['31;1', '22;39'],
  editorial: ['33', '39'],
  cosmetic: ['2', '22'],
  path: ['36', '39'],
  good: ['32', '39'],
  bad: ['31', '39'],
} as const satisfies Record<string, readonly [string, string] | null>

/** A line as text. Each span opens and closes its own escape codes, so that a line can be cut out and shown alone. */
export function paint(line: Line, color: boolean): string {
  if (!color) return line.map(([, text]) => text).join('')
  return line.map(([style, text]) => paintSpan(style, text)).join('')
}

function paintSpan(style: Style, text: string): string {
  const code = ansiCodes[style]
  return code === null || text === '' ? text : `\x1b[${code[0]}m${text}\x1b[${code[1]}m`
}

/** Text without a style. */
export function plainSpan(text: string): Span {
  return ['plain', text]
}

/** A dot between two facts of a line. */
export const dot: Span = ['quiet', ' · ']

/** `● number, date`, or `● factual` for a change without classes. */
export function severityMark({ severity, classes }: Pick<Change, 'severity' | 'classes'>): Span {
  return [severity, `${severitySymbols[severity]} ${classes.join(', ') || severity}`]
}

/** Spans joined by a separator; empty spans are left out. */
export function joinSpans(spans: readonly (Span | readonly Span[])[], separator: Span): Span[] {
  const parts = spans
    .map((part) => (isSpan(part) ? [part] : part))
    .filter((part) => part.some(([, text]) => text !== ''))
  return parts.flatMap((part, index) => (index === 0 ? part : [separator, ...part]))
}

function isSpan(part: Span | readonly Span[]): part is Span {
  return typeof part[0] === 'string'
}
