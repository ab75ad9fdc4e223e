import { createFinding, type Finding } from '../../model/finding.ts'
import type { ChangesEntry, PagePath, RegeneratedParts, RelatedLink, SourceLink } from '../../model/page.ts'
import { normaliseBody } from '../text/normalise-body.ts'
import { isAllowanceLine } from './allowances.ts'
import { readChanges } from './changes-section.ts'
import type { Outline, Section, SectionNames } from './outline.ts'
import { readRelatedLink, readSourceLinks } from './section-links.ts'

/** What a page's known sections hold, and which lines they take. */
export interface SectionContents {
  readonly links: readonly SourceLink[]
  readonly related: readonly RelatedLink[]
  readonly changes: readonly ChangesEntry[]
  readonly regenerated: RegeneratedParts
  readonly findings: readonly Finding[]
  /** By line: 1 where it is accounted for, so that the others are the body. */
  readonly usedLines: Uint8Array
}

/**
 * Reads a page's known sections, all copies of them. A line among the sources that links nowhere is left to the body.
 */
export function readSectionContents(path: PagePath, page: Outline, names: SectionNames): SectionContents {
  const { text, lines, sections } = page
  const usedLines = new Uint8Array(lines.length)
  const links: SourceLink[] = []
  const related: RelatedLink[] = []
  const covers: string[] = []

  for (const section of sections) {
    usedLines.fill(1, section.firstLine, section.lastLine + 1)
    if (section.kind === 'changes') continue
    for (let i = section.firstLine + 1; i <= section.lastLine; i++) {
      const line = text.slice(lines[i]!.start, lines[i]!.end)
      if (section.kind === 'related') {
        const link = readRelatedLink(line)
        if (link) related.push(link)
      } else {
        const found = readSourceLinks(line, names.cover)
        links.push(...found)
        if (found.some(({ cover }) => cover)) covers.push(line)
        if (found.length === 0) usedLines[i] = 0
      }
    }
  }

  const { entries, findings } = readChanges(path, page)
  const regenerated = {
    related: sectionText(text, sections, 'related'),
    changes: sectionText(text, sections, 'changes'),
    formats: '',
    covers: covers.join('\n'),
  }
  return {
    links,
    related,
    changes: entries,
    regenerated,
    findings: [...duplicateFindings(path, sections), ...findings],
    usedLines,
  }
}

function sectionText(text: string, sections: readonly Section[], kind: Section['kind']): string {
  let joined = ''
  for (const section of sections) {
    if (section.kind === kind) joined += (joined === '' ? '' : '\n') + text.slice(section.start, section.end)
  }
  return joined
}

const sectionTitles = { sources: 'Sources', related: 'Related', changes: 'Changes' }

function duplicateFindings(path: PagePath, sections: readonly Section[]): Finding[] {
  if (sections.length < 2) return []
  return sections
    .filter(({ kind }, index) => sections.findIndex((other) => other.kind === kind) < index)
    .map(({ kind, firstLine }) => {
      const message = `The page has more than one ${sectionTitles[kind]} section. All are read; join them into one.`
      return createFinding('section-duplicated', message, { path, line: firstLine + 1 })
    })
}

/** Addresses of the sources, each once, without illustrations. */
export function sourcesOf(links: readonly SourceLink[]): string[] {
  return [...new Set(links.filter(({ url, cover }) => url !== '' && !cover).map(({ url }) => url))]
}

/** The body: all lines that nothing else has taken. */
export function bodyOf({ text, lines, firstLine }: Outline, usedLines: Uint8Array): string {
  let body = ''
  let hasText = false
  for (let i = firstLine; i < lines.length; i++) {
    const raw = usedLines[i] ? '' : text.slice(lines[i]!.start, lines[i]!.end)
    const line = isAllowanceLine(raw) ? '' : raw
    body += `${line}\n`
    hasText ||= line.trim() !== ''
  }
  return hasText ? normaliseBody(body) : ''
}
