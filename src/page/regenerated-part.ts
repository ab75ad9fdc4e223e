import type { PagePath } from '../model/page.ts'
import { dialectOf } from './dialect.ts'
import { bodyStart } from './front-matter/front-matter-block.ts'
import { type LocalLink, localLinks, mountOf } from './sections/local-links.ts'
import { type Outline, readOutline, type SectionNames } from './sections/outline.ts'

/** The part of a page that a site makes anew, as the one thing in which two states of the page differ. */
export interface RegeneratedPartChange {
  readonly part: 'related' | 'list'
  /** Links of the part, by the lines that the other state has not. */
  readonly before: readonly LocalLink[]
  readonly after: readonly LocalLink[]
}

/**
 * Tells, without reading the page, that two states of it differ in nothing but a part that a site makes: the related list
 * and where the site is mounted, or anything on a page that is a list itself. Most changes to a generated archive are so.
 * @returns null where anything else may differ
 */
export function findRegeneratedPartChange(
  path: PagePath,
  before: Uint8Array,
  after: Uint8Array,
  names?: SectionNames,
): RegeneratedPartChange | null {
  const [oldText, newText] = [decodeStrictly(before), decodeStrictly(after)]
  if (oldText === null || newText === null || needsFullCheck.test(oldText) || needsFullCheck.test(newText)) return null
  const part = listFileName.test(path) && isListPage(path, oldText) && isListPage(path, newText) ? 'list' : 'related'
  const [oldOutline, newOutline] = [
    readOutline(oldText, names, bodyStart(oldText)),
    readOutline(newText, names, bodyStart(newText)),
  ]
  const [oldMount, newMount] = [mountOf(path, oldText), mountOf(path, newText)]
  if (part === 'related') {
    // one section that is closed on both sides: what is left of the page reads the same without it
    if (
      !hasOneRelatedSection(oldOutline) ||
      !hasOneRelatedSection(newOutline) ||
      withoutRelatedSection(oldOutline, oldMount) !== withoutRelatedSection(newOutline, newMount)
    )
      return null
  }
  return {
    part,
    before: linksOnNewLines(path, oldOutline, newOutline, oldMount, part),
    after: linksOnNewLines(path, newOutline, oldOutline, newMount, part),
  }
}

/** What is to be looked at wherever it stands: characters that turn the text around them, and allowances. */
const needsFullCheck = /[\u202a-\u202e\u2066-\u2069]|variorum-allow/

const listFileName = /(?:^|\/)(?:_?index|readme)\.[a-z]+$/i

function isListPage(path: PagePath, text: string): boolean {
  return dialectOf(path, text) === 'list'
}

function hasOneRelatedSection({ sections }: Outline): boolean {
  return sections.filter(({ kind }) => kind === 'related').length === 1
}

/** A page's text without its related list, and with the day's link as if the site were mounted at its root. */
function withoutRelatedSection({ text, lines, headings, sections }: Outline, mount: string): string {
  const section = sections.find(({ kind }) => kind === 'related')
  const rest = section ? `${text.slice(0, section.start)}\0${text.slice(section.end)}` : text
  const dayLine = lines[headings[0]?.line ?? 0]
  if (mount === '' || dayLine === undefined || (section && dayLine.end > section.start)) return rest
  const line = text.slice(dayLine.start, dayLine.end).replace(`](${mount}/`, '](/')
  return rest.slice(0, dayLine.start) + line + rest.slice(dayLine.end)
}

/** Links on lines of the part that the other side has not. */
function linksOnNewLines(
  path: PagePath,
  page: Outline,
  other: Outline,
  mount: string,
  part: RegeneratedPartChange['part'],
): LocalLink[] {
  const otherLines = new Set(lineTextsOf(other, part))
  const { firstLine, lastLine } = lineRangeOf(page, part)
  const isNew = (line: number) => line >= firstLine && line <= lastLine && !otherLines.has(lineText(page, line))
  return localLinks(path, page, mount, isNew).map((link) => ({ ...link, generated: true }))
}

function lineTextsOf(page: Outline, part: RegeneratedPartChange['part']): string[] {
  const { firstLine, lastLine } = lineRangeOf(page, part)
  return Array.from({ length: Math.max(0, lastLine - firstLine + 1) }, (_, index) => lineText(page, firstLine + index))
}

function lineRangeOf(
  page: Outline,
  part: RegeneratedPartChange['part'],
): { readonly firstLine: number; readonly lastLine: number } {
  const whole = { firstLine: page.firstLine, lastLine: page.lines.length - 1 }
  return part === 'list' ? whole : (page.sections.find(({ kind }) => kind === 'related') ?? whole)
}

function lineText({ text, lines }: Outline, line: number): string {
  const bounds = lines[line]
  return bounds === undefined ? '' : text.slice(bounds.start, bounds.end)
}

const strictDecoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

function decodeStrictly(bytes: Uint8Array): string | null {
  try {
    return strictDecoder.decode(bytes)
  } catch {
    return null
  }
}
