import type { BlockKind } from '../../model/change.ts'
import { countWhile } from '../text/common-ends.ts'
import { isBlank, isDigit } from '../text/tokens.ts'

/** A block of Markdown. */
export interface Block {
  readonly kind: BlockKind
  /** Character offsets of the first line's start and of the last line's end, without trailing white space. */
  readonly start: number
  readonly end: number
}

const fencePattern = /^ *(`{3,}|~{3,})/
const headingPattern = /^ {0,3}#{1,6}(?:[ \t\r]|$)/
const underlinePattern = /^ {0,3}(?:=+|-+)[ \t\r]*$/
const thematicBreak = /^ {0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})\r?$/
const listItemPattern = /^\s*(?:[-+]|\*{1,5}|[0-9]{1,9}[.)])(?:[ \t\r]|$)/
const delimiterRow = /^ {0,3}\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t\r]*$/
// A URL or definition alone on its line is a block, so the lines around it are other sentences.
const loneUrlPattern = /^\s*<?[a-z][a-z0-9+.-]{1,20}:\/\/\S+\s*$/i
const linkDefinitionPattern = /^ {0,3}\[[^\]]+\]:\s*\S/

/** Cuts a body into blocks, with only white space between them. Each list item and each table row is a block. */
export function readBlocks(text: string): Block[] {
  const reader = new BlockReader(text)
  for (let at = 0; at < text.length; ) at = reader.readLine(at)
  return reader.blocks
}

type OpenBlock = { -readonly [Key in keyof Block]: Block[Key] }

class BlockReader {
  readonly blocks: OpenBlock[] = []
  readonly #text: string
  /** The block that the next line may continue. */
  #openBlock: OpenBlock | null = null
  #fence = ''
  #inTable = false
  #inList = false

  constructor(text: string) {
    this.#text = text
  }

  /** Reads the line at an offset. @returns the offset of the next line */
  readLine(start: number): number {
    const next = this.#nextLine(start)
    const line = this.#text.slice(start, next - 1)
    const end = start + trimmedLength(line)
    if (this.#fence !== '') this.#readCode(line, end)
    else if (end === start) {
      this.#openBlock = null
      this.#inTable = false
    } else if (opensFence(line)) {
      this.#fence = fencePattern.exec(line)?.[1] ?? ''
      this.#begin('code', start, end)
    } else if (this.#isTableRow(line, next)) {
      this.#addSingleLine('table', start, end)
      this.#inTable = true
    } else {
      this.#inTable = false
      this.#readText(line, start, end)
    }
    return next
  }

  #nextLine(start: number): number {
    const newline = this.#text.indexOf('\n', start)
    return (newline < 0 ? this.#text.length : newline) + 1
  }

  #readCode(line: string, end: number): void {
    if (this.#openBlock !== null) this.#openBlock.end = Math.max(this.#openBlock.end, end)
    const rest = line.trim()
    if (!rest.startsWith(this.#fence) || /[^`~]/.test(rest)) return
    this.#fence = ''
    this.#openBlock = null
  }

  #isTableRow(line: string, next: number): boolean {
    if (!line.includes('|')) return false
    if (this.#inTable || line.startsWith('|')) return true
    if (this.#openBlock !== null) return false
    const below = this.#text.slice(next, this.#nextLine(next) - 1)
    return below.includes('|') && delimiterRow.test(below)
  }

  #readText(line: string, start: number, end: number): void {
    const open = this.#openBlock
    const indent = indentOf(line)
    const first = line.charCodeAt(indent)
    if (first === hash && headingPattern.test(line)) this.#addSingleLine('heading', start, end)
    else if (open?.kind === 'paragraph' && (first === equals || first === dash) && underlinePattern.test(line)) {
      open.kind = 'heading'
      open.end = end
      this.#openBlock = null
    } else if ((first === star || first === dash || first === lowLine) && thematicBreak.test(line)) {
      this.#addSingleLine('paragraph', start, end)
    } else if (first === greater && indent < 4) {
      if (open?.kind === 'quote') open.end = end
      else this.#begin('quote', start, end)
    } else if (isItemStart(first) && listItemPattern.test(line) && (indent < 4 || this.#inList)) {
      this.#begin('list', start, end)
      this.#inList = true
    } else if (isLoneLink(line)) this.#addSingleLine('paragraph', start, end)
    else this.#readPlain(indent, start, end)
  }

  #readPlain(indent: number, start: number, end: number): void {
    if (this.#openBlock === null && indent === 0) this.#inList = false
    if (this.#openBlock !== null && (this.#openBlock.kind !== 'code' || indent >= 4)) this.#openBlock.end = end
    else if (this.#inList) this.#begin('list', start, end)
    else this.#begin(indent >= 4 ? 'code' : 'paragraph', start, end)
  }

  #begin(kind: BlockKind, start: number, end: number): void {
    this.#openBlock = { kind, start, end }
    this.blocks.push(this.#openBlock)
  }

  /** Adds a block that no later line continues. */
  #addSingleLine(kind: BlockKind, start: number, end: number): void {
    this.#begin(kind, start, end)
    this.#openBlock = null
    this.#inList = false
  }
}

const [hash, equals, dash, star, lowLine, greater, plus] = [...'#=-*_>+'].map((mark) => mark.charCodeAt(0))

function isItemStart(unit: number): boolean {
  return unit === dash || unit === star || unit === plus || isDigit(unit)
}

/** A link definition, or a URL alone on its line. */
function isLoneLink(line: string): boolean {
  return (
    (line.includes('://') && loneUrlPattern.test(line)) || (line.includes(']:') && linkDefinitionPattern.test(line))
  )
}

function opensFence(line: string): boolean {
  return (line.includes('```') || line.includes('~~~')) && fencePattern.test(line)
}

function indentOf(line: string): number {
  return countWhile(line.length, (at) => line.charCodeAt(at) === 32 || line.charCodeAt(at) === 9)
}

function trimmedLength(line: string): number {
  return line.length - countWhile(line.length, (back) => isBlank(line.charCodeAt(line.length - 1 - back)))
}
