/**
 * A body as it is kept and compared: line feeds only, no blanks at the ends of lines, no empty lines around it, and
 * never two empty lines in a row.
 */
export function normaliseBody(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .split('\n')
    .map(trimLineEnd)
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .replace(/^\n+/, '')
    .replace(/\n+$/, '')
}

// A regular expression for this takes quadratic time over a long run of blanks.
function trimLineEnd(line: string): string {
  let end = line.length
  while (end > 0 && (line.charCodeAt(end - 1) === 32 || line.charCodeAt(end - 1) === 9)) end--
  return line.slice(0, end)
}
