import { createFinding, type Finding } from '../../model/finding.ts'
import type { Page, PagePath, RelatedLink, SourceLink } from '../../model/page.ts'
import { lineText } from '../text/lines.ts'
import { normaliseBody } from '../text/normalise-body.ts'
import { isAllowanceLine } from './allowances.ts'
import { readChanges } from './changes-section.ts'
import type { Outline, Section, SectionNames } from './outline.ts'
import { readRelatedLink, readSourceLinks } from './section-links.ts'

/** The contents of a page's known sections. */
export interface SectionContents extends Pick<Page, 'links' | 'related' | 'changes' | 'regenerated' | 'findings'> {
  /** By 0-based line: 1 where the line is not part of the body. A reader of a dialect adds its own lines. */
  readonly usedLines: Uint8Array
}

/** Reads all known sections of a page. A line among the sources without a link belongs to the body. */
export function readSectionContents(path: PagePath, outline: Outline, names: SectionNames): SectionContents {
  const { lines, sections } = outline
  const usedLines = new Uint8Array(lines.length)
  const links: SourceLink[] = []
  const related: RelatedLink[] = []
  const covers: string[] = []
  for (const { kind, firstLine, lastLine } of sections) {
    usedLines.fill(1, firstLine, lastLine + 1)
    for (let i = firstLine + 1; i <= lastLine && kind !== 'changes'; i++) {
      const line = lineText(outline, i)
      if (kind === 'related') {
        const link = readRelatedLink(line)
        if (link) related.push(link)
        continue
      }
      const found = readSourceLinks(line, names.cover)
      links.push(...found)
      if (found.some(({ cover }) => cover)) covers.push(line)
      if (found.length === 0) usedLines[i] = 0
    }
  }
  const { entries, findings } = readChanges(path, outline)
  return {
    links,
    related,
    changes: entries,
    regenerated: {
      related: sectionText(outline, 'related'),
      changes: sectionText(outline, 'changes'),
      formats: '',
      covers: covers.join('\n'),
    },
    findings: [...duplicateFindings(path, sections), ...findings],
    usedLines,
  }
}

function sectionText({ text, sections }: Outline, kind: Section['kind']): string {
  const ofKind = sections.filter((section) => section.kind === kind)
  return ofKind.map(({ start, end }) => text.slice(start, end)).join('\n')
}

const sectionTitles = { sources: 'Sources', related: 'Related', changes: 'Changes' }

function duplicateFindings(path: PagePath, sections: readonly Section[]): Finding[] {
  return sections
    .filter(({ kind }, index) => sections.findIndex((other) => other.kind === kind) < index)
    .map(({ kind, firstLine }) => {
      const message = `The page has more than one ${sectionTitles[kind]} section. All are read; join them into one.`
      return createFinding('section-duplicated', message, { path, line: firstLine + 1 })
    })
}

/** The distinct addresses of the sources, without illustrations. */
export function sourcesOf(links: readonly SourceLink[]): string[] {
  return [...new Set(links.filter(({ url, cover }) => url !== '' && !cover).map(({ url }) => url))]
}

/** The body: all lines that have no other use, normalised. */
export function bodyOf(outline: Outline, usedLines: Uint8Array): string {
  let body = ''
  let hasText = false
  for (let i = outline.firstLine; i < outline.lines.length; i++) {
    const raw = usedLines[i] ? '' : lineText(outline, i)
    const line = isAllowanceLine(raw) ? '' : raw
    body += `${line}\n`
    hasText ||= line.trim() !== ''
  }
  return hasText ? normaliseBody(body) : ''
}
