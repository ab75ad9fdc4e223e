/** The last line of a terminal, drawn over and over below a text that scrolls. */
export interface StatusLine {
  /** Text, ending in a line feed, above the line. */
  print(text: string): Promise<void>
  /** Draws the line anew, where it differs. */
  draw(line: string): Promise<void>
  /** Wipes it away. */
  wipe(): Promise<void>
}

const start = '\r'
/** From the cursor to the end of its line: what is drawn over is never blank in between. */
const rest = '\x1b[K'

/** @param write one call is one writing to the terminal, so that nothing comes between text and line */
export function statusLine(write: (text: string) => Promise<void>): StatusLine {
  let shown = ''
  return {
    async print(text) {
      if (text !== '') await write(`${start}${text.replace('\n', `${rest}\n`)}${shown}${rest}`)
    },
    async draw(line) {
      if (line === shown) return
      shown = line
      await write(`${start}${line}${rest}`)
    },
    async wipe() {
      if (shown !== '') await write(`${start}${rest}`)
      shown = ''
    },
  }
}
