/** A line of a text by character offsets. */
export interface LineOffsets {
  readonly start: number
  /** The end without the line ending. */
  readonly end: number
  /** The end with the line ending. */
  readonly next: number
}

/** The text of a line without its ending. @param index 0-based, of an existing line */
export function lineText(
  page: { readonly text: string; readonly lines: readonly LineOffsets[] },
  index: number,
): string {
  const { start, end } = page.lines[index]!
  return page.text.slice(start, end)
}

/** Splits a text into lines that end in LF, CRLF or a lone CR. The last may lack an ending; an empty text has no lines. */
export function splitLines(text: string): LineOffsets[] {
  const lines: LineOffsets[] = []
  const findEnd = text.indexOf('\r') < 0 ? nextLineFeed : nextLineEnding
  for (let start = 0; start < text.length; ) {
    const end = findEnd(text, start)
    const next =
      end === text.length ? end : end + (text.charCodeAt(end) === 13 && text.charCodeAt(end + 1) === 10 ? 2 : 1)
    lines.push({ start, end, next })
    start = next
  }
  return lines
}

/** The line ending of the first line; LF without one. */
export function lineEnding(text: string): '\n' | '\r\n' | '\r' {
  const end = nextLineEnding(text, 0)
  if (text.charCodeAt(end) !== 13) return '\n'
  return text.charCodeAt(end + 1) === 10 ? '\r\n' : '\r'
}

function nextLineFeed(text: string, from: number): number {
  const index = text.indexOf('\n', from)
  return index < 0 ? text.length : index
}

function nextLineEnding(text: string, from: number): number {
  for (let i = from; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code === 10 || code === 13) return i
  }
  return text.length
}
