import { type LineOffsets, splitLines } from '../text/lines.ts'
import { type RawBlockEndTest, rawBlockEndOf } from './raw-block.ts'

type SectionKind = 'sources' | 'related' | 'changes'

/** The words by which a page's own parts are known, without the colon; the first of each is the one that is written. */
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
 * The known names with a site's own before them.
 * @param custom section to heading, or headings, with or without the colon; sections that do not exist are left out
 */
export function extendSectionNames(custom: Readonly<Record<string, string | readonly string[]>>): SectionNames {
  const names = (kind: keyof SectionNames) => [
    ...[custom[kind] ?? []].flat().map(withoutColon),
    ...defaultSectionNames[kind],
  ]
  return { sources: names('sources'), related: names('related'), changes: names('changes'), cover: names('cover') }
}

/** A heading of the ATX kind (`### …`) that a reader of Markdown would see as one. */
export interface Heading {
  /** Index of its line. */
  readonly line: number
  readonly level: number
  /** What follows the number signs, trimmed and otherwise raw. */
  readonly text: string
}

/** A known section: its heading and the list below it. What else stands below the list is not part of it. */
export interface Section {
  readonly kind: SectionKind
  /** Indices of the heading's line and of the last line that is not blank. */
  readonly firstLine: number
  readonly lastLine: number
  /** Character offsets of the heading and of the end of the last line, without its line ending. */
  readonly start: number
  readonly end: number
}

export interface Outline {
  readonly text: string
  readonly lines: readonly LineOffsets[]
  /** Index of the first line that was looked at. */
  readonly firstLine: number
  readonly headings: readonly Heading[]
  readonly sections: readonly Section[]
  /** Indices of the lines of code fences, comments and the like. */
  readonly verbatimLines: ReadonlySet<number>
  /** Offset of the line that opens a code fence, comment or the like that nothing closes; null where all are closed. */
  readonly unclosedBlockStart: number | null
}

/**
 * Finds a page's headings and known sections. Headings inside code fences, comments and the like are none.
 * A section's heading has the third level and a colon, which the context dialect may leave out.
 * @param from offset behind a front matter block
 */
export function readOutline(text: string, names: SectionNames = defaultSectionNames, from = 0): Outline {
  // a page is looked at by several readers, one right after the other
  if (lastOutline?.text === text && lastOutline.names === names && lastOutline.from === from) return lastOutline.outline
  lastOutline = { text, names, from, outline: parseOutline(text, names, from) }
  return lastOutline.outline
}

let lastOutline: { text: string; names: SectionNames; from: number; outline: Outline } | null = null

function parseOutline(text: string, names: SectionNames, from: number): Outline {
  const lines = splitLines(text)
  const firstLine = from === 0 ? 0 : lines.findIndex(({ start }) => start >= from)
  const isColonOptional = startsWithDayHeading(text, from)
  const headings: Heading[] = []
  const sections: Section[] = []
  const verbatimLines = new Set<number>()
  let open: { kind: SectionKind; firstLine: number; lastLine: number } | null = null
  let rawBlockEnd: RawBlockEndTest | null = null
  let rawBlockStart = 0
  let afterBlank = true

  const close = () => {
    if (!open) return
    sections.push({ ...open, start: lines[open.firstLine]!.start, end: lines[open.lastLine]!.end })
    open = null
  }

  for (let i = firstLine < 0 ? lines.length : firstLine; i < lines.length; i++) {
    const { start, end } = lines[i]!
    if (rawBlockEnd) {
      verbatimLines.add(i)
      if (rawBlockEnd(text.slice(start, end))) rawBlockEnd = null
      continue
    }
    const textStart = firstNonBlank(text, start, end)
    if (textStart === end) {
      afterBlank = true
      continue
    }
    const code = text.charCodeAt(textStart)
    const isUnindented = textStart - start <= 3 && text.charCodeAt(textStart - 1) !== 9
    if (code === 35 && isUnindented) {
      const heading = readHeading(text, textStart, end, i)
      if (heading) {
        close()
        headings.push(heading)
        const kind = heading.level === 3 ? sectionKindOf(heading.text, names, isColonOptional) : null
        if (kind) open = { kind, firstLine: i, lastLine: i }
        afterBlank = true
        continue
      }
    } else if (isUnindented && (code === 96 || code === 126 || code === 60)) {
      const block = rawBlockEndOf(text.slice(textStart, end))
      if (block) {
        close()
        verbatimLines.add(i)
        rawBlockEnd = block === 'closed' ? null : block
        rawBlockStart = start
        afterBlank = false
        continue
      }
    }
    if (open) {
      if (isThematicBreak(text, textStart, end) || (afterBlank && !isListItem(text, textStart, end))) close()
      else open.lastLine = i
    }
    afterBlank = false
  }
  close()
  return {
    text,
    lines,
    firstLine: firstLine < 0 ? lines.length : firstLine,
    headings,
    sections,
    verbatimLines,
    unclosedBlockStart: rawBlockEnd ? rawBlockStart : null,
  }
}

/** True where the first thing on a page, but for a `Formats:` line, is the heading `### [2018-01-15](…)`. */
export function startsWithDayHeading(text: string, from = 0): boolean {
  dayHeadingFirst.lastIndex = from
  return dayHeadingFirst.test(text)
}

const dayHeadingFirst = /\s*(?:Formats:[^\r\n]*[\r\n]\s*)*###[ \t]+\[\s*\d{4}-\d{1,2}-\d{1,2}\s*\][ \t]*\(/y

function readHeading(text: string, start: number, end: number, line: number): Heading | null {
  let textStart = start
  while (text.charCodeAt(textStart) === 35) textStart++
  const level = textStart - start
  const after = text.charCodeAt(textStart)
  if (level > 6 || (textStart < end && after !== 32 && after !== 9)) return null
  return { line, level, text: text.slice(textStart, end).trim() }
}

function sectionKindOf(heading: string, names: SectionNames, isColonOptional: boolean): SectionKind | null {
  const name = heading.replace(/[ \t]#+$/, '').trimEnd()
  const colon = name.endsWith(':') || name.endsWith('：')
  if (!colon && !isColonOptional) return null
  return kindsByName(names).get(withoutColon(name).toLowerCase()) ?? null
}

function withoutColon(name: string): string {
  return name
    .trim()
    .replace(/[:：]$/, '')
    .trimEnd()
}

const kindTables = new WeakMap<SectionNames, Map<string, SectionKind>>()

function kindsByName(names: SectionNames): Map<string, SectionKind> {
  const cached = kindTables.get(names)
  if (cached) return cached
  const table = new Map<string, SectionKind>()
  for (const kind of ['changes', 'related', 'sources'] as const) {
    for (const name of names[kind]) table.set(withoutColon(name).toLowerCase(), kind)
  }
  kindTables.set(names, table)
  return table
}

/** Offset of the first character that is neither blank nor tab. */
export function firstNonBlank(text: string, start: number, end: number): number {
  let i = start
  while (i < end && (text.charCodeAt(i) === 32 || text.charCodeAt(i) === 9)) i++
  return i
}

/** An entry of a list, numbered or not, or a bare link; a link's definition (`[a]: …`) is none. */
function isListItem(text: string, start: number, end: number): boolean {
  const code = text.charCodeAt(start)
  if (code === 91) return text.charCodeAt(text.indexOf(']', start) + 1) !== 58
  if (code === 104) return text.startsWith('http', start)
  let i = start
  if (code >= 48 && code <= 57) {
    while (i < end && i - start < 9 && text.charCodeAt(i) >= 48 && text.charCodeAt(i) <= 57) i++
    const mark = text.charCodeAt(i)
    if (mark !== 46 && mark !== 41) return false
  } else if (code !== 42 && code !== 43 && code !== 45) {
    return false
  }
  const after = text.charCodeAt(i + 1)
  return i + 1 >= end || after === 32 || after === 9 || (after === 91 && code <= 57 && code >= 48)
}

/** A thematic break: three or more of `-`, `*` or `_`, and nothing else. */
function isThematicBreak(text: string, start: number, end: number): boolean {
  const mark = text.charCodeAt(start)
  if (mark !== 45 && mark !== 42 && mark !== 95) return false
  let count = 0
  for (let i = start; i < end; i++) {
    const code = text.charCodeAt(i)
    if (code === mark) count++
    else if (code !== 32 && code !== 9) return false
  }
  return count >= 3
}
