type EndTest = (line: string) => boolean

/**
 * Follows the blocks of a page whose lines are not read as Markdown: code fences, comments, scripts and similar.
 * The rules are those of CommonMark 0.31, sections 4.5 and 4.6 (start conditions 1 to 5).
 */
export class RawBlockReader {
  readonly #opening: RegExp
  #endsBlock: EndTest | null = null

  /** @param kinds `fences` follows only code fences */
  constructor(kinds: 'all' | 'fences') {
    this.#opening = kinds === 'all' ? /^ {0,3}[`~<]/ : /^ {0,3}(?:`{3}|~{3})/
  }

  /** Whether the lines read so far end inside a block. */
  get isOpen(): boolean {
    return this.#endsBlock !== null
  }

  /** Reads the next line, with or without its ending. @returns whether it belongs to a block */
  read(line: string): boolean {
    if (this.#endsBlock !== null) {
      if (this.#endsBlock(line)) this.#endsBlock = null
      return true
    }
    const block = this.#opening.test(line) ? blockOpenedBy(line.trimStart()) : null
    if (block !== null && !block.isClosed) this.#endsBlock = block.endTest
    return block !== null
  }
}

function blockOpenedBy(line: string): { endTest: EndTest; isClosed: boolean } | null {
  const [, fence, info = ''] = /^(`{3,}|~{3,})(.*)$/s.exec(line) ?? []
  if (fence !== undefined)
    return fence.startsWith('`') && info.includes('`') ? null : { endTest: fenceEndTest(fence), isClosed: false }
  const end = htmlBlockEnds.find(([opens]) => opens.test(line))?.[1]
  return end ? { endTest: (later) => end.test(later), isClosed: end.test(line) } : null
}

function fenceEndTest(fence: string): EndTest {
  const mark = fence.charAt(0)
  return (line) => {
    const inner = line.replace(/^ {1,3}/, '').trimEnd()
    return inner.length >= fence.length && inner === mark.repeat(inner.length)
  }
}

const htmlBlockEnds: readonly (readonly [opens: RegExp, ends: RegExp])[] = [
  [/^<!--/, /-->/],
  [/^<(?:script|pre|style|textarea)(?:[\s>]|$)/i, /<\/(?:script|pre|style|textarea)>/i],
  [/^<\?/, /\?>/],
  [/^<!\[CDATA\[/, /\]\]>/],
  [/^<![a-z]/i, />/],
]
