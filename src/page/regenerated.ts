import type { PagePath } from '../model/page.ts'
import { dialectOf } from './dialect.ts'
import { bodyStart } from './front-matter/front-matter-block.ts'
import { type LocalLink, localLinks, mountOf } from './sections/local-links.ts'
import { type Outline, outline, type SectionNames } from './sections/outline.ts'

/** The part of a page that a site makes anew, as the one thing in which two states of the page differ. */
export interface RegeneratedPart {
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
export function regeneratedPart(
  path: PagePath,
  before: Uint8Array,
  after: Uint8Array,
  names?: SectionNames,
): RegeneratedPart | null {
  const [old, now] = [strictly(before), strictly(after)]
  if (old === null || now === null || tells.test(old) || tells.test(now)) return null
  const part = listName.test(path) && isList(path, old) && isList(path, now) ? 'list' : 'related'
  const [a, b] = [outline(old, names, bodyStart(old)), outline(now, names, bodyStart(now))]
  const [oldMount, mount] = [mountOf(path, old), mountOf(path, now)]
  if (part === 'related') {
    // one section that is closed on both sides: what is left of the page reads the same without it
    if (!hasOneList(a) || !hasOneList(b) || withoutList(a, oldMount) !== withoutList(b, mount)) return null
  }
  return {
    part,
    before: newLinks(path, a, b, oldMount, part),
    after: newLinks(path, b, a, mount, part),
  }
}

/** What is to be looked at wherever it stands: characters that turn the text around them, and allowances. */
const tells = /[\u202a-\u202e\u2066-\u2069]|variorum-allow/

const listName = /(?:^|\/)(?:_?index|readme)\.[a-z]+$/i

function isList(path: PagePath, text: string): boolean {
  return dialectOf(path, text) === 'list'
}

function hasOneList({ sections }: Outline): boolean {
  return sections.filter(({ kind }) => kind === 'related').length === 1
}

/** A page's text without its related list, and with the day's link as if the site were mounted at its root. */
function withoutList({ text, lines, headings, sections }: Outline, mount: string): string {
  const list = sections.find(({ kind }) => kind === 'related')
  const rest = list ? `${text.slice(0, list.start)}\0${text.slice(list.end)}` : text
  const day = lines[headings[0]?.line ?? 0]
  if (mount === '' || day === undefined || (list && day.end > list.start)) return rest
  const line = text.slice(day.start, day.end).replace(`](${mount}/`, '](/')
  return rest.slice(0, day.start) + line + rest.slice(day.end)
}

/** Links on lines of the part that the other side has not. */
function newLinks(
  path: PagePath,
  page: Outline,
  other: Outline,
  mount: string,
  part: RegeneratedPart['part'],
): LocalLink[] {
  const known = new Set(linesOf(other, part))
  const { first, last } = boundsOf(page, part)
  const isNew = (line: number) => line >= first && line <= last && !known.has(lineText(page, line))
  return localLinks(path, page, mount, isNew).map((link) => ({ ...link, generated: true }))
}

function linesOf(page: Outline, part: RegeneratedPart['part']): string[] {
  const { first, last } = boundsOf(page, part)
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => lineText(page, first + index))
}

function boundsOf(page: Outline, part: RegeneratedPart['part']): { readonly first: number; readonly last: number } {
  const whole = { first: page.first, last: page.lines.length - 1 }
  return part === 'list' ? whole : (page.sections.find(({ kind }) => kind === 'related') ?? whole)
}

function lineText({ text, lines }: Outline, line: number): string {
  const place = lines[line]
  return place === undefined ? '' : text.slice(place.start, place.end)
}

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

function strictly(bytes: Uint8Array): string | null {
  try {
    return strict.decode(bytes)
  } catch {
    return null
  }
}
