/** A line of a text by character offsets: its first character, its end without and with the line ending. */
export interface Line {
  readonly start: number
  readonly end: number
  readonly next: number
}

/** The lines of a text, ended by LF, CRLF or a lone CR; the last may lack an ending. An empty text has none. */
export function splitLines(text: string): Line[] {
  const lines: Line[] = []
  const feed = text.indexOf('\r') < 0 ? nextFeed : nextEnding
  for (let start = 0; start < text.length; ) {
    const end = feed(text, start)
    const next =
      end === text.length ? end : end + (text.charCodeAt(end) === 13 && text.charCodeAt(end + 1) === 10 ? 2 : 1)
    lines.push({ start, end, next })
    start = next
  }
  return lines
}

/** The ending that the text's first line has; LF where it has none. */
export function lineEnding(text: string): '\n' | '\r\n' | '\r' {
  const end = nextEnding(text, 0)
  if (text.charCodeAt(end) !== 13) return '\n'
  return text.charCodeAt(end + 1) === 10 ? '\r\n' : '\r'
}

function nextFeed(text: string, from: number): number {
  const place = text.indexOf('\n', from)
  return place < 0 ? text.length : place
}

function nextEnding(text: string, from: number): number {
  for (let i = from; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code === 10 || code === 13) return i
  }
  return text.length
}
