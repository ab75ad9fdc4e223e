import { memoByObject } from '../../model/memo.ts'
import { type LineOffsets, splitLines } from '../text/lines.ts'
import { firstNonBlank, type Heading, isListItem, isThematicBreak, readHeading } from './line-kinds.ts'
import { RawBlockReader } from './raw-block.ts'

type SectionKind = 'sources' | 'related' | 'changes'

/** The headings of a page's known sections, without the colon. The first of each is the one that is written. */
export interface SectionNames {
  readonly sources: readonly string[]
  readonly related: readonly string[]
  readonly changes: readonly string[]
  /** Texts of links among the sources that are illustrations. */
  readonly cover: readonly string[]
}

export const defaultSectionNames: SectionNames = {
  sources: ['Source', 'Sources', '信息来源'],
  related: ['Related', '有关'],
  changes: ['Changes'],
  cover: ['Cover Image'],
}

/**
 * Puts a site's own section names before the default ones.
 * @param custom section to heading, or headings, with or without the colon; unknown sections are ignored
 */
export function extendSectionNames(custom: Readonly<Record<string, string | readonly string[]>>): SectionNames {
  const names = (kind: keyof SectionNames) => [
    ...[custom[kind] ?? []].flat().map(withoutColon),
    ...defaultSectionNames[kind],
  ]
  return { sources: names('sources'), related: names('related'), changes: names('changes'), cover: names('cover') }
}

/** A known section: its heading and the list below it. Text below the list is not part of it. */
export interface Section {
  readonly kind: SectionKind
  /** 0-based indexes of the heading's line and of the last line that is not blank. */
  readonly firstLine: number
  readonly lastLine: number
  /** Character offsets of the heading and of the last line's end, without the line ending. */
  readonly start: number
  readonly end: number
}

export interface Outline {
  readonly text: string
  readonly lines: readonly LineOffsets[]
  /** 0-based index of the first line after the front matter block. */
  readonly firstLine: number
  readonly headings: readonly Heading[]
  readonly sections: readonly Section[]
  /** 0-based indexes of the lines of code fences, comments and similar. */
  readonly verbatimLines: ReadonlySet<number>
  /** Offset of the line that opens a code fence, comment or similar without an end; null where all are closed. */
  readonly unclosedBlockStart: number | null
}

/**
 * Finds a page's headings and known sections. Headings inside code fences, comments and similar are ignored.
 * A section's heading has the third level and a colon, which is optional in the context dialect.
 * @param from offset of the first character after the front matter block
 */
export function readOutline(text: string, names: SectionNames = defaultSectionNames, from = 0): Outline {
  // Several readers ask for the outline of the same page one after the other.
  if (lastOutline?.text === text && lastOutline.names === names && lastOutline.from === from) return lastOutline.outline
  lastOutline = { text, names, from, outline: new OutlineReader(text, names, from).read() }
  return lastOutline.outline
}

let lastOutline: { text: string; names: SectionNames; from: number; outline: Outline } | null = null

class OutlineReader {
  readonly #text: string
  readonly #lines: readonly LineOffsets[]
  readonly #firstLine: number
  readonly #kinds: ReadonlyMap<string, SectionKind>
  readonly #isColonOptional: boolean
  readonly #headings: Heading[] = []
  readonly #sections: Section[] = []
  readonly #verbatimLines = new Set<number>()
  readonly #rawBlocks = new RawBlockReader('all')
  #lastBlockStart = 0
  #openSection: { kind: SectionKind; firstLine: number; lastLine: number } | null = null
  #afterBlank = true

  constructor(text: string, names: SectionNames, from: number) {
    this.#text = text
    this.#lines = splitLines(text)
    const firstLine = from === 0 ? 0 : this.#lines.findIndex(({ start }) => start >= from)
    this.#firstLine = firstLine < 0 ? this.#lines.length : firstLine
    this.#kinds = kindsByName(names)
    this.#isColonOptional = startsWithDayHeading(text, from)
  }

  read(): Outline {
    for (let i = this.#firstLine; i < this.#lines.length; i++) this.#readLine(i)
    this.#closeSection()
    return {
      text: this.#text,
      lines: this.#lines,
      firstLine: this.#firstLine,
      headings: this.#headings,
      sections: this.#sections,
      verbatimLines: this.#verbatimLines,
      unclosedBlockStart: this.#rawBlocks.isOpen ? this.#lastBlockStart : null,
    }
  }

  #readLine(i: number): void {
    const { start, end } = this.#lines[i]!
    if (this.#rawBlocks.isOpen) {
      this.#rawBlocks.read(this.#text.slice(start, end))
      this.#verbatimLines.add(i)
      return
    }
    const textStart = firstNonBlank(this.#text, start, end)
    if (textStart === end) {
      this.#afterBlank = true
      return
    }
    const isIndented = textStart - start > 3 || this.#text.charCodeAt(textStart - 1) === 9
    if (!isIndented && (this.#readHeading(i, textStart, end) || this.#readBlockStart(i, textStart, end))) return
    if (this.#openSection) {
      const isListEnd = this.#afterBlank && !isListItem(this.#text, textStart, end)
      if (isListEnd || isThematicBreak(this.#text, textStart, end)) this.#closeSection()
      else this.#openSection.lastLine = i
    }
    this.#afterBlank = false
  }

  #readHeading(i: number, textStart: number, end: number): boolean {
    const heading = this.#text.charCodeAt(textStart) === 35 ? readHeading(this.#text, textStart, end, i) : null
    if (!heading) return false
    this.#closeSection()
    this.#headings.push(heading)
    const kind = heading.level === 3 ? this.#sectionKindOf(heading.text) : undefined
    if (kind) this.#openSection = { kind, firstLine: i, lastLine: i }
    this.#afterBlank = true
    return true
  }

  #readBlockStart(i: number, textStart: number, end: number): boolean {
    const code = this.#text.charCodeAt(textStart)
    if (code !== 96 && code !== 126 && code !== 60) return false
    if (!this.#rawBlocks.read(this.#text.slice(textStart, end))) return false
    this.#closeSection()
    this.#verbatimLines.add(i)
    this.#lastBlockStart = this.#lines[i]!.start
    this.#afterBlank = false
    return true
  }

  #closeSection(): void {
    const open = this.#openSection
    if (open === null) return
    this.#sections.push({ ...open, start: this.#lines[open.firstLine]!.start, end: this.#lines[open.lastLine]!.end })
    this.#openSection = null
  }

  #sectionKindOf(heading: string): SectionKind | undefined {
    const name = heading.replace(/[ \t]#+$/, '').trimEnd()
    return this.#isColonOptional || /[:：]$/.test(name) ? this.#kinds.get(withoutColon(name).toLowerCase()) : undefined
  }
}

/** Whether a page starts with the heading `### [2018-01-15](…)`, after any `Formats:` lines. */
export function startsWithDayHeading(text: string, from = 0): boolean {
  dayHeadingFirst.lastIndex = from
  return dayHeadingFirst.test(text)
}

const dayHeadingFirst = /\s*(?:Formats:[^\r\n]*[\r\n]\s*)*###[ \t]+\[\s*\d{4}-\d{1,2}-\d{1,2}\s*\][ \t]*\(/y

function withoutColon(name: string): string {
  return name
    .trim()
    .replace(/[:：]$/, '')
    .trimEnd()
}

const kindsByName = memoByObject(
  (names: SectionNames): ReadonlyMap<string, SectionKind> =>
    new Map(
      (['changes', 'related', 'sources'] as const).flatMap((kind) =>
        names[kind].map((name) => [withoutColon(name).toLowerCase(), kind]),
      ),
    ),
)
