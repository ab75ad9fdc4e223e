import type { BlockKind } from '../../model/change.ts'

/** A stretch of Markdown, from its first line to the end of its last; blank lines stand between blocks. */
export interface Block {
  readonly kind: BlockKind
  readonly start: number
  readonly end: number
}

const fence = /^ *(`{3,}|~{3,})/
const heading = /^ {0,3}#{1,6}(?:[ \t\r]|$)/
const underline = /^ {0,3}(?:=+|-+)[ \t\r]*$/
const thematicBreak = /^ {0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})\r?$/
const item = /^\s*(?:[-+]|\*{1,5}|[0-9]{1,9}[.)])(?:[ \t\r]|$)/
const delimiterRow = /^ {0,3}\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t\r]*$/
// Alone on their lines; the lines around them are no part of their sentence.
const address = /^\s*<?[a-z][a-z0-9+.-]{1,20}:\/\/\S+\s*$/i
const definition = /^ {0,3}\[[^\]]+\]:\s*\S/

/** Cuts a body into blocks. Each list item and each table row is a block; nothing but white space stands between two. */
export function readBlocks(text: string): Block[] {
  const blocks: Block[] = []
  const reader = new BlockReader(blocks)
  for (let at = 0; at < text.length; ) {
    const newline = text.indexOf('\n', at)
    const end = newline < 0 ? text.length : newline
    reader.read(text.slice(at, end), at, text, end + 1)
    at = end + 1
  }
  return blocks
}

type OpenBlock = { -readonly [Key in keyof Block]: Block[Key] }

/** Takes a body line by line. */
class BlockReader {
  readonly #blocks: OpenBlock[]
  /** The block that the next line may go on with. */
  #open: OpenBlock | null = null
  #fence = ''
  #inTable = false
  #inList = false

  constructor(blocks: OpenBlock[]) {
    this.#blocks = blocks
  }

  read(line: string, start: number, text: string, next: number): void {
    const end = start + trimmedLength(line)
    if (this.#fence !== '') this.#readCode(line, end)
    else if (end === start) {
      this.#open = null
      this.#inTable = false
    } else if (opensFence(line)) {
      this.#fence = fence.exec(line)?.[1] ?? ''
      this.#begin('code', start, end)
    } else if (this.#isTableRow(line, text, next)) {
      this.#alone('table', start, end)
      this.#inTable = true
    } else {
      this.#inTable = false
      this.#readText(line, start, end)
    }
  }

  #readCode(line: string, end: number): void {
    if (this.#open !== null) this.#open.end = Math.max(this.#open.end, end)
    const rest = line.trim()
    if (!rest.startsWith(this.#fence) || /[^`~]/.test(rest)) return
    this.#fence = ''
    this.#open = null
  }

  #isTableRow(line: string, text: string, next: number): boolean {
    if (!line.includes('|')) return false
    if (this.#inTable || line.startsWith('|')) return true
    if (this.#open !== null) return false
    const newline = text.indexOf('\n', next)
    const below = text.slice(next, newline < 0 ? text.length : newline)
    return below.includes('|') && delimiterRow.test(below)
  }

  #readText(line: string, start: number, end: number): void {
    const open = this.#open
    const indent = indentOf(line)
    const first = line.charCodeAt(indent)
    if (first === hash && heading.test(line)) this.#alone('heading', start, end)
    else if (open?.kind === 'paragraph' && (first === equals || first === dash) && underline.test(line)) {
      open.kind = 'heading'
      open.end = end
      this.#open = null
    } else if ((first === star || first === dash || first === lowLine) && thematicBreak.test(line)) {
      this.#alone('paragraph', start, end)
    } else if (first === greater && indent < 4) this.#continue('quote', start, end)
    else if (isItemStart(first) && item.test(line) && (indent < 4 || this.#inList)) {
      this.#begin('list', start, end)
      this.#inList = true
    } else if (isOneAddress(line)) this.#alone('paragraph', start, end)
    else this.#readPlain(indent, start, end)
  }

  #readPlain(indent: number, start: number, end: number): void {
    if (this.#open === null && indent === 0) this.#inList = false
    if (this.#open !== null && (this.#open.kind !== 'code' || indent >= 4)) this.#open.end = end
    else if (this.#inList) this.#begin('list', start, end)
    else this.#begin(indent >= 4 ? 'code' : 'paragraph', start, end)
  }

  #begin(kind: BlockKind, start: number, end: number): void {
    this.#open = { kind, start, end }
    this.#blocks.push(this.#open)
  }

  #continue(kind: BlockKind, start: number, end: number): void {
    if (this.#open?.kind === kind) this.#open.end = end
    else this.#begin(kind, start, end)
  }

  /** A block of one line, which no other line goes on with. */
  #alone(kind: BlockKind, start: number, end: number): void {
    this.#begin(kind, start, end)
    this.#open = null
    this.#inList = false
  }
}

const [hash, equals, dash, star, lowLine, greater, plus] = [...'#=-*_>+'].map((mark) => mark.charCodeAt(0))

function isItemStart(unit: number): boolean {
  return unit === dash || unit === star || unit === plus || (unit >= 48 && unit <= 57)
}

/** A definition of a link, or an address with nothing beside it. */
function isOneAddress(line: string): boolean {
  return (line.includes('://') && address.test(line)) || (line.includes(']:') && definition.test(line))
}

function opensFence(line: string): boolean {
  return (line.includes('```') || line.includes('~~~')) && fence.test(line)
}

function indentOf(line: string): number {
  let at = 0
  while (line.charCodeAt(at) === 32 || line.charCodeAt(at) === 9) at++
  return at
}

function trimmedLength(line: string): number {
  let end = line.length
  while (end > 0 && isBlank(line.charCodeAt(end - 1))) end--
  return end
}

function isBlank(unit: number): boolean {
  return unit === 32 || (unit >= 9 && unit <= 13)
}
