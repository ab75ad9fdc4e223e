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
  const [oldState, newState] = [readState(path, before, names), readState(path, after, names)]
  if (oldState === null || newState === null) return null
  const isList = listFileName.test(path) && [oldState, newState].every(({ text }) => dialectOf(path, text) === 'list')
  const part = isList ? 'list' : 'related'
  if (part === 'related') {
    const rest = withoutRelatedSection(oldState)
    if (rest === null || rest !== withoutRelatedSection(newState)) return null
  }
  return { part, before: linksOnNewLines(oldState, newState, part), after: linksOnNewLines(newState, oldState, part) }
}

interface PageState extends Outline {
  readonly path: PagePath
  readonly mount: string
}

/** @returns null for a state that needs the full check */
function readState(path: PagePath, bytes: Uint8Array, names?: SectionNames): PageState | null {
  const text = decodeStrictly(bytes)
  if (text === null || needsFullCheck.test(text)) return null
  return { ...readOutline(text, names, bodyStart(text)), path, mount: mountOf(path, text) }
}

/** Direction controls and allowances matter in any part of a page. */
const needsFullCheck = /[\u202a-\u202e\u2066-\u2069]|variorum-allow/

const listFileName = /(?:^|\/)(?:_?index|readme)\.[a-z]+$/i

/**
 * A page's text without its related list, and without the mount folder in the day's link.
 * @returns null unless the page has exactly one related list: else the rest could mean something else without it
 */
function withoutRelatedSection({ text, lines, headings, sections, mount }: PageState): string | null {
  const [section, ...others] = sections.filter(({ kind }) => kind === 'related')
  if (section === undefined || others.length > 0) return null
  const rest = `${text.slice(0, section.start)}\0${text.slice(section.end)}`
  const dayLine = lines[headings[0]?.line ?? 0]
  if (mount === '' || dayLine === undefined || dayLine.end > section.start) return rest
  const line = text.slice(dayLine.start, dayLine.end).replace(`](${mount}/`, '](/')
  return rest.slice(0, dayLine.start) + line + rest.slice(dayLine.end)
}

/** Links on lines of the part that the other state does not have. */
function linksOnNewLines(state: PageState, other: PageState, part: RegeneratedPartChange['part']): LocalLink[] {
  const lines = new Set(linesOf(state, part))
  const otherTexts = new Set(linesOf(other, part).map((line) => lineText(other, line)))
  const isNew = (line: number) => lines.has(line) && !otherTexts.has(lineText(state, line))
  return localLinks(state.path, state, state.mount, isNew).map((link) => ({ ...link, generated: true }))
}

/** The 0-based indexes of the part's lines. */
function linesOf({ firstLine, lines, sections }: Outline, part: RegeneratedPartChange['part']): number[] {
  const all = [...lines.keys()]
  const section = part === 'related' ? sections.find(({ kind }) => kind === 'related') : undefined
  return section ? all.slice(section.firstLine, section.lastLine + 1) : all.slice(firstLine)
}
