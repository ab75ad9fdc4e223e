/** A Markdown heading with number signs: `### …`. */
export interface Heading {
  /** 0-based index of its line. */
  readonly line: number
  readonly level: number
  /** The text after the number signs, trimmed and otherwise raw. */
  readonly text: string
}

/**
 * @param start offset of the first number sign
 * @param end offset of the line's end
 * @param line 0-based index of the line
 * @returns the heading; null where the line is none
 */
export function readHeading(text: string, start: number, end: number, line: number): Heading | null {
  let textStart = start
  while (text.charCodeAt(textStart) === 35) textStart++
  const level = textStart - start
  const after = text.charCodeAt(textStart)
  if (level > 6 || (textStart < end && after !== 32 && after !== 9)) return null
  return { line, level, text: text.slice(textStart, end).trim() }
}

/** Offset of the first character of a line that is neither a space nor a tab. */
export function firstNonBlank(text: string, start: number, end: number): number {
  let i = start
  while (i < end && (text.charCodeAt(i) === 32 || text.charCodeAt(i) === 9)) i++
  return i
}

/** Whether a line is a list item or a bare link. A link definition (`[a]: …`) is neither. */
export function isListItem(text: string, start: number, end: number): boolean {
  const code = text.charCodeAt(start)
  if (code === 91) return text.charCodeAt(text.indexOf(']', start) + 1) !== 58
  if (code === 104) return text.startsWith('http', start)
  let i = start
  if (code >= 48 && code <= 57) {
    while (i < end && i - start < 9 && text.charCodeAt(i) >= 48 && text.charCodeAt(i) <= 57) i++
    const mark = text.charCodeAt(i)
    if (mark !== 46 && mark !== 41) return false
  } else if (code !== 42 && code !== 43 && code !== 45) {
    return false
  }
  const after = text.charCodeAt(i + 1)
  return i + 1 >= end || after === 32 || after === 9 || (after === 91 && code <= 57 && code >= 48)
}

/** Whether a line is a thematic break: three or more of `-`, `*` or `_`, and nothing else. */
export function isThematicBreak(text: string, start: number, end: number): boolean {
  const mark = text.charCodeAt(start)
  if (mark !== 45 && mark !== 42 && mark !== 95) return false
  let count = 0
  for (let i = start; i < end; i++) {
    const code = text.charCodeAt(i)
    if (code === mark) count++
    else if (code !== 32 && code !== 9) return false
  }
  return count >= 3
}
