import { type Line, splitLines } from '../text/lines.ts'
import { opensRawBlock, type RawBlockEnd } from './raw-block.ts'

type SectionKind = 'sources' | 'related' | 'changes'

/** The words by which a page's own parts are known, without the colon; the first of each is the one that is written. */
export interface SectionNames {
  readonly sources: readonly string[]
  readonly related: readonly string[]
  readonly changes: readonly string[]
  /** Texts of links among the sources that are illustrations. */
  readonly cover: readonly string[]
}

export const knownSectionNames: SectionNames = {
  sources: ['Source', 'Sources', '信息来源'],
  related: ['Related', '有关'],
  changes: ['Changes'],
  cover: ['Cover Image'],
}

/**
 * The known names with a site's own before them.
 * @param own section to heading, or headings, with or without the colon; sections that do not exist are left out
 */
export function sectionNames(own: Readonly<Record<string, string | readonly string[]>>): SectionNames {
  const names = (kind: keyof SectionNames) => [...[own[kind] ?? []].flat().map(bareName), ...knownSectionNames[kind]]
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
  readonly first: number
  readonly last: number
  /** Character offsets of the heading and of the end of the last line, without its line ending. */
  readonly start: number
  readonly end: number
}

export interface Outline {
  readonly text: string
  readonly lines: readonly Line[]
  /** Index of the first line that was looked at. */
  readonly first: number
  readonly headings: readonly Heading[]
  readonly sections: readonly Section[]
  /** Indices of the lines of code fences, comments and the like. */
  readonly verbatim: ReadonlySet<number>
  /** Offset of the line that opens a code fence, comment or the like that nothing closes; null where all are closed. */
  readonly unclosed: number | null
}

/**
 * Finds a page's headings and known sections. Headings inside code fences, comments and the like are none.
 * A section's heading has the third level and a colon, which the context dialect may leave out.
 * @param from offset behind a front matter block
 */
export function outline(text: string, names: SectionNames = knownSectionNames, from = 0): Outline {
  // a page is looked at by several readers, one right after the other
  if (last?.text === text && last.names === names && last.from === from) return last.outline
  last = { text, names, from, outline: outlineOf(text, names, from) }
  return last.outline
}

let last: { text: string; names: SectionNames; from: number; outline: Outline } | null = null

function outlineOf(text: string, names: SectionNames, from: number): Outline {
  const lines = splitLines(text)
  const first = from === 0 ? 0 : lines.findIndex(({ start }) => start >= from)
  const bare = opensWithDay(text, from)
  const headings: Heading[] = []
  const sections: Section[] = []
  const verbatim = new Set<number>()
  let open: { kind: SectionKind; first: number; last: number } | null = null
  let rawEnd: RawBlockEnd | null = null
  let rawStart = 0
  let afterBlank = true

  const close = () => {
    if (!open) return
    sections.push({ ...open, start: lines[open.first]!.start, end: lines[open.last]!.end })
    open = null
  }

  for (let i = first < 0 ? lines.length : first; i < lines.length; i++) {
    const { start, end } = lines[i]!
    if (rawEnd) {
      verbatim.add(i)
      if (rawEnd(text.slice(start, end))) rawEnd = null
      continue
    }
    const inner = firstInk(text, start, end)
    if (inner === end) {
      afterBlank = true
      continue
    }
    const code = text.charCodeAt(inner)
    const flush = inner - start <= 3 && text.charCodeAt(inner - 1) !== 9
    if (code === 35 && flush) {
      const heading = readHeading(text, inner, end, i)
      if (heading) {
        close()
        headings.push(heading)
        const kind = heading.level === 3 ? kindOf(heading.text, names, bare) : null
        if (kind) open = { kind, first: i, last: i }
        afterBlank = true
        continue
      }
    } else if (flush && (code === 96 || code === 126 || code === 60)) {
      const block = opensRawBlock(text.slice(inner, end))
      if (block) {
        close()
        verbatim.add(i)
        rawEnd = block === 'closed' ? null : block
        rawStart = start
        afterBlank = false
        continue
      }
    }
    if (open) {
      if (isBreak(text, inner, end) || (afterBlank && !isItem(text, inner, end))) close()
      else open.last = i
    }
    afterBlank = false
  }
  close()
  return {
    text,
    lines,
    first: first < 0 ? lines.length : first,
    headings,
    sections,
    verbatim,
    unclosed: rawEnd ? rawStart : null,
  }
}

/** True where the first thing on a page, but for a `Formats:` line, is the heading `### [2018-01-15](…)`. */
export function opensWithDay(text: string, from = 0): boolean {
  dayFirst.lastIndex = from
  return dayFirst.test(text)
}

const dayFirst = /\s*(?:Formats:[^\r\n]*[\r\n]\s*)*###[ \t]+\[\s*\d{4}-\d{1,2}-\d{1,2}\s*\][ \t]*\(/y

function readHeading(text: string, start: number, end: number, line: number): Heading | null {
  let inner = start
  while (text.charCodeAt(inner) === 35) inner++
  const level = inner - start
  const after = text.charCodeAt(inner)
  if (level > 6 || (inner < end && after !== 32 && after !== 9)) return null
  return { line, level, text: text.slice(inner, end).trim() }
}

function kindOf(heading: string, names: SectionNames, bare: boolean): SectionKind | null {
  const name = heading.replace(/[ \t]#+$/, '').trimEnd()
  const colon = name.endsWith(':') || name.endsWith('：')
  if (!colon && !bare) return null
  return kindsByName(names).get(bareName(name).toLowerCase()) ?? null
}

function bareName(name: string): string {
  return name
    .trim()
    .replace(/[:：]$/, '')
    .trimEnd()
}

const tables = new WeakMap<SectionNames, Map<string, SectionKind>>()

function kindsByName(names: SectionNames): Map<string, SectionKind> {
  const known = tables.get(names)
  if (known) return known
  const table = new Map<string, SectionKind>()
  for (const kind of ['changes', 'related', 'sources'] as const) {
    for (const name of names[kind]) table.set(bareName(name).toLowerCase(), kind)
  }
  tables.set(names, table)
  return table
}

/** Offset of the first character that is neither blank nor tab. */
export function firstInk(text: string, start: number, end: number): number {
  let i = start
  while (i < end && (text.charCodeAt(i) === 32 || text.charCodeAt(i) === 9)) i++
  return i
}

/** An entry of a list, numbered or not, or a bare link; a link's definition (`[a]: …`) is none. */
function isItem(text: string, start: number, end: number): boolean {
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
function isBreak(text: string, start: number, end: number): boolean {
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
