/** A line of a text by character offsets: its first character, its end without and with the line ending. */
export interface LineOffsets {
  readonly start: number
  readonly end: number
  readonly next: number
}

/** The lines of a text, ended by LF, CRLF or a lone CR; the last may lack an ending. An empty text has none. */
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

/** The ending that the text's first line has; LF where it has none. */
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
