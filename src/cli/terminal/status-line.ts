/** A last line of the terminal that is redrawn below scrolling text. */
export interface StatusLine {
  /** Prints text above the line. @param text ends in a line feed */
  print(text: string): Promise<void>
  /** Replaces the line if it differs. */
  draw(line: string): Promise<void>
  /** Removes the line. */
  wipe(): Promise<void>
}

const lineStart = '\r'
/** Clears from the cursor to the end of the line, so that overwriting never shows a blank line. */
const clearToEnd = '\x1b[K'

/** @param write writes to the terminal in one piece, so that nothing comes between text and line */
export function createStatusLine(write: (text: string) => Promise<void>): StatusLine {
  let currentLine = ''
  return {
    async print(text) {
      if (text !== '') await write(`${lineStart}${text.replace('\n', `${clearToEnd}\n`)}${currentLine}${clearToEnd}`)
    },
    async draw(line) {
      if (line === currentLine) return
      currentLine = line
      await write(`${lineStart}${line}${clearToEnd}`)
    },
    async wipe() {
      if (currentLine !== '') await write(`${lineStart}${clearToEnd}`)
      currentLine = ''
    },
  }
}
