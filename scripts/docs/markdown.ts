/** A Markdown table. All columns but the last are padded, so that the source is readable. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const all = [head, ...rows].map((row) => row.map((cell) => cell.replaceAll('|', '\\|')))
  const widths = head.map((_, column) => Math.max(3, ...all.map((row) => row[column]?.length ?? 0)))
  const line = (cells: readonly string[], fill: string) => {
    const padded = cells.map((cell, column) =>
      column === cells.length - 1 ? cell : cell.padEnd(widths[column] ?? 0, fill),
    )
    return `| ${padded.join(' | ')} |`
  }
  const [first = [], ...others] = all
  return [line(first, ' '), line(Array(head.length).fill('---'), '-'), ...others.map((row) => line(row, ' '))].join(
    '\n',
  )
}

export function code(text: string): string {
  return `\`${text}\``
}

export function codes(texts: readonly string[]): string {
  return texts.map(code).join(', ')
}
