import fastStringWidth from 'fast-string-width'

/** Columns that a text without escape codes takes in a terminal. */
export function columnsOf(text: string): number {
  return /^[ -~]*$/.test(text) ? text.length : fastStringWidth(text)
}

/** Fills a text with blanks up to so many columns. */
export function padEnd(text: string, columns: number): string {
  return text + ' '.repeat(Math.max(0, columns - columnsOf(text)))
}
