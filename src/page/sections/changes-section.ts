import { createFinding, type Finding } from '../../model/finding.ts'
import type { ChangesEntry, PagePath, VersionLabel } from '../../model/page.ts'
import type { Instant } from '../../model/time.ts'
import { bodyStart } from '../front-matter/front-matter-block.ts'
import { type LineOffsets, lineEnding, lineText } from '../text/lines.ts'
import { firstNonBlank } from './line-kinds.ts'
import { escapeLinkTarget, escapeLinkText } from './link-text.ts'
import { defaultSectionNames, type Outline, readOutline, type Section, type SectionNames } from './outline.ts'
import { readItemLink, withoutEmphasis } from './section-links.ts'

export interface ParsedChanges {
  readonly entries: readonly ChangesEntry[]
  /** `changes-malformed` for lines that are no entry, and for unreadable labels and times. */
  readonly findings: readonly Finding[]
}

/**
 * Reads all Changes sections of a page. The numbers of entries are ignored, an entry may continue on later lines, and a
 * title may contain anything. Unreadable labels and times are null in the entry.
 */
export function readChanges(path: PagePath, outline: Outline): ParsedChanges {
  const entries: ChangesEntry[] = []
  const findings: Finding[] = []
  const malformed = (message: string, line: number, actual: string) =>
    findings.push(createFinding('changes-malformed', message, { path, line: line + 1, actual: actual.trim() }))

  for (const item of outline.sections.flatMap((section) => entryTexts(outline, section))) {
    const link = readItemLink(item.text)
    if (!link) {
      malformed('A line of the Changes section is no entry: it has no link.', item.line, item.text)
      continue
    }
    const { until, label, readable } = readNote(link.rest)
    if (!readable)
      malformed('An entry of the Changes section ends in neither a time nor a label.', item.line, link.rest)
    entries.push({ title: link.title, target: link.target, until, label, line: item.line + 1 })
  }
  return { entries, findings }
}

interface EntryText {
  readonly line: number
  text: string
}

/** The entries of a Changes section, each with its continuation lines. */
function entryTexts(outline: Outline, { kind, firstLine, lastLine }: Section): EntryText[] {
  const items: EntryText[] = []
  for (let i = firstLine + 1; i <= lastLine && kind === 'changes'; i++) {
    const line = lineText(outline, i).trim()
    const last = items.at(-1)
    if (line === '') continue
    if (last && !/^(?:\d{1,9}[.)]|[-*+](?=\s)|\[)/.test(line)) last.text += ` ${line}`
    else items.push({ line: i, text: line })
  }
  return items
}

interface EntryNote {
  readonly until: Instant | null
  readonly label: VersionLabel | null
  /** False where the text is neither a time nor a label. */
  readonly readable: boolean
}

const notePattern =
  /^(?:(\d{4})-(\d{1,2})-(\d{1,2})[ T]+(\d{1,2}):(\d{2})(?::(\d{2}))?(?:\.\d+)?\s*(?:Z|UTC)?)?\s*(?:\(([^()]*)\))?$/i

/** Reads the text after an entry's link: `_2017-08-27 03:47:43 (First version)_`, in UTC, or the label alone. */
function readNote(rest: string): EntryNote {
  const match = notePattern.exec(withoutEmphasis(rest.replace(/\s+/g, ' ')))
  if (!match || match[0] === '') return { until: null, label: labelOf(/\(([^()]*)\)/.exec(rest)?.[1]), readable: false }
  const until = match[1] === undefined ? null : toInstant(match.slice(1, 7).map(Number))
  const label = labelOf(match[7])
  return { until, label, readable: label !== null && (until !== null || match[1] === undefined) }
}

function toInstant([year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0]: number[]): Instant | null {
  const at = Date.UTC(year, month - 1, day, hour, minute, second || 0)
  const isValid = month <= 12 && hour <= 23 && minute <= 59 && !(second > 59) && new Date(at).getUTCDate() === day
  return isValid ? at : null
}

const versionLabels: readonly VersionLabel[] = ['First version', 'Update', 'Current version']

function labelOf(text = ''): VersionLabel | null {
  const lowered = text.trim().toLowerCase()
  return versionLabels.find((label) => label.toLowerCase() === lowered) ?? null
}

/**
 * Formats a Changes section with its heading. Lines end in line feeds.
 * @param entries oldest first
 */
export function formatChangesSection(
  entries: readonly Omit<ChangesEntry, 'line'>[],
  names: SectionNames = defaultSectionNames,
): string {
  const heading = `### ${(names.changes[0] ?? 'Changes').replace(/[:：]?\s*$/, ':')}\n\n`
  return heading + entries.map((entry, index) => `${index + 1}. ${formatChangesEntry(entry)}\n`).join('')
}

/** Formats an entry of a Changes section, without its number. */
export function formatChangesEntry({ title, target, until, label }: Omit<ChangesEntry, 'line'>): string {
  const time =
    until === null || !Number.isFinite(until) ? '' : new Date(until).toISOString().slice(0, 19).replace('T', ' ')
  const note = [time, label === null ? '' : `(${label})`].filter((part) => part !== '').join(' ')
  return `[${escapeLinkText(title)}](${escapeLinkTarget(target)})${note === '' ? '' : ` _${note}_`}`
}

/**
 * Replaces the first Changes section of a page, or inserts one: before the related list, or at the end where the sources
 * come after it. All other text stays to the character. The section gets the page's line endings. A second call with
 * the same section changes nothing.
 * @param text a page, with or without a byte order mark
 * @param section the section's new text; null removes the section
 */
export function spliceChangesSection(
  text: string,
  section: string | null,
  names: SectionNames = defaultSectionNames,
): string {
  if (text.charCodeAt(0) === 0xfeff) return `\ufeff${spliceChangesSection(text.slice(1), section, names)}`
  const page = readOutline(text, names, bodyStart(text))
  const existing = page.sections.find(({ kind }) => kind === 'changes')
  if (section === null) return existing ? withoutSection(page, existing) : text
  const newline = lineEnding(text)
  const content = section.replace(/\s+$/, '').replace(/\r\n?|\n/g, newline)
  return existing ? replaceSection(page, existing, content, newline) : insertSection(page, content, newline)
}

function withoutSection({ text, lines }: Outline, { start, lastLine }: Section): string {
  let next = lastLine + 1
  while (next < lines.length && isBlankLine(text, lines[next]!)) next++
  return text.slice(0, start) + text.slice(lines[next]?.start ?? text.length)
}

/** Inserts an empty line before text right below a heading without a list: it would become part of the last entry. */
function replaceSection(
  { text, lines, headings }: Outline,
  existing: Section,
  content: string,
  newline: string,
): string {
  const following = lines[existing.lastLine + 1]
  const isSeparated =
    !following ||
    existing.lastLine > existing.firstLine ||
    isBlankLine(text, following) ||
    headings.some(({ line }) => line === existing.lastLine + 1)
  return text.slice(0, existing.start) + content + (isSeparated ? '' : newline) + text.slice(existing.end)
}

function insertSection(page: Outline, content: string, newline: string): string {
  const { text } = page
  const offset = insertionOffset(page)
  if (offset === text.length)
    return text + separatorBefore(page, newline) + content + (endsInNewline(text) ? newline : '')
  return `${text.slice(0, offset)}${content}${newline}${newline}${text.slice(offset)}`
}

function insertionOffset({ text, sections, unclosedBlockStart }: Outline): number {
  const related = sections.find(({ kind }) => kind === 'related')
  const sources = sections.findLast(({ kind }) => kind === 'sources')
  if (related && (!sources || sources.start < related.start)) return related.start
  // An unclosed code fence would hide every later section.
  return unclosedBlockStart ?? text.length
}

/** The line endings that make an empty line between the page's end and a section. */
function separatorBefore({ text, lines }: Outline, newline: string): string {
  const last = lines.at(-1)
  if (!last) return ''
  if (last.next === last.end) return isBlankLine(text, last) ? newline : newline + newline
  return isBlankLine(text, last) ? '' : newline
}

function endsInNewline(text: string): boolean {
  return text === '' || text.endsWith('\n') || text.endsWith('\r')
}

function isBlankLine(text: string, { start, end }: LineOffsets): boolean {
  return firstNonBlank(text, start, end) === end
}
