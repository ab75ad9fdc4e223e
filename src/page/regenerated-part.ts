import type { PagePath } from '../model/page.ts'
import { dialectOf } from './dialect.ts'
import { bodyStart } from './front-matter/front-matter-block.ts'
import { type LocalLink, localLinks, mountOf } from './sections/local-links.ts'
import { type Outline, readOutline, type SectionNames } from './sections/outline.ts'
import { decodeStrictly } from './text/decode-page.ts'
import { lineText } from './text/lines.ts'

/** Two states of a page that differ only in a part that a site generates. */
export interface RegeneratedPartChange {
  readonly part: 'related' | 'list'
  /** Links on lines of that part that the other state does not have. */
  readonly before: readonly LocalLink[]
  readonly after: readonly LocalLink[]
}

/**
 * Finds out, without parsing the page, that two states of it differ only in a generated part: the related list and the
 * mount folder, or anything on a list page. Most changes to a generated archive are of this kind.
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
    // With exactly one such section on both sides, the rest of the page means the same without it.
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

/** Direction controls and allowances matter in any part of a page. */
const needsFullCheck = /[\u202a-\u202e\u2066-\u2069]|variorum-allow/

const listFileName = /(?:^|\/)(?:_?index|readme)\.[a-z]+$/i

function isListPage(path: PagePath, text: string): boolean {
  return dialectOf(path, text) === 'list'
}

function hasOneRelatedSection({ sections }: Outline): boolean {
  return sections.filter(({ kind }) => kind === 'related').length === 1
}

/** A page's text without its related list, and without the mount folder in the day's link. */
function withoutRelatedSection({ text, lines, headings, sections }: Outline, mount: string): string {
  const section = sections.find(({ kind }) => kind === 'related')
  const rest = section ? `${text.slice(0, section.start)}\0${text.slice(section.end)}` : text
  const dayLine = lines[headings[0]?.line ?? 0]
  if (mount === '' || dayLine === undefined || (section && dayLine.end > section.start)) return rest
  const line = text.slice(dayLine.start, dayLine.end).replace(`](${mount}/`, '](/')
  return rest.slice(0, dayLine.start) + line + rest.slice(dayLine.end)
}

/** Links on lines of the part that the other state does not have. */
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
