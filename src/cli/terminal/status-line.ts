/** The last line of a terminal, drawn over and over below a text that scrolls. */
export interface StatusLine {
  /** Text, ending in a line feed, above the line. */
  print(text: string): Promise<void>
  /** Draws the line anew, where it differs. */
  draw(line: string): Promise<void>
  /** Wipes it away. */
  wipe(): Promise<void>
}

const lineStart = '\r'
/** From the cursor to the end of its line: what is drawn over is never blank in between. */
const clearToEnd = '\x1b[K'

/** @param write one call is one writing to the terminal, so that nothing comes between text and line */
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
