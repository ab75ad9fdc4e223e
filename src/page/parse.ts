import { type Finding, finding } from '../model/finding.ts'
import type { Dialect, Page, PagePath } from '../model/page.ts'
import { couldBePage, dialectOf } from './dialect.ts'
import { readContext } from './markdown/context.ts'
import { readMarkdown } from './markdown/markdown.ts'
import { readPortal } from './portal/portal.ts'
import { knownSectionNames, type SectionNames } from './sections/outline.ts'
import { readDay } from './text/day.ts'
import { type DecodedText, decode } from './text/decode.ts'
import { titleFindings } from './text/title.ts'

export interface ParseOptions {
  /** The words by which a page's sections are known, where they are not the usual ones. */
  readonly sections?: SectionNames | undefined
}

/** Bytes; a larger page is kept but not read. */
export const pageLimit = 2 * 1024 * 1024

/**
 * Reads a file of the archive, in whatever dialect it is written. Nothing that a page holds makes this throw: what is
 * the matter with it is among its findings. A file that is no page has the dialect `none`, and nothing else.
 * @param path the page's path from the archive's root
 * @param bytes its exact bytes
 */
export function parsePage(path: PagePath, bytes: Uint8Array, options: ParseOptions = {}): Page {
  if (!couldBePage(path)) return emptyPage(path, 'none')
  if (bytes.length > pageLimit) return oversized(path, bytes)
  return parseText(path, decode(path, bytes), options)
}

/** The same for a page of reasonable size that is decoded already. */
export function parseText(path: PagePath, { text, findings }: DecodedText, options: ParseOptions = {}): Page {
  const page = read(path, text, options.sections ?? knownSectionNames)
  if (page.dialect === 'none') return page
  const found = [...findings, ...page.findings, ...page.events.flatMap(titleFindings)]
  return found.length === page.findings.length ? page : { ...page, findings: found }
}

function read(path: PagePath, text: string, sections: SectionNames): Page {
  const dialect = dialectOf(path, text)
  if (dialect === 'context') return readContext(path, text, sections)
  if (dialect === 'front-matter') return readMarkdown(path, text, sections)
  if (dialect === 'portal') return { ...emptyPage(path, dialect), ...readPortal(path, text) }
  return dialect === 'list' ? { ...emptyPage(path, dialect), day: dayOfList(text) } : emptyPage(path, dialect)
}

function dayOfList(text: string): string | null {
  return readDay(/^\s*##[ \t]+\[([^\]\r\n]*)\]/.exec(text)?.[1] ?? '')
}

/** Its dialect is judged by its first part; a file that is no page anyway is no finding either. */
function oversized(path: PagePath, bytes: Uint8Array): Page {
  const dialect = dialectOf(path, decode(path, bytes.subarray(0, 4096)).text)
  if (dialect === 'none') return emptyPage(path, dialect)
  const message = `The page has ${bytes.length} bytes and is not read: the limit is ${pageLimit} (2 MiB). Its bytes are kept.`
  const place = { path, expected: `at most ${pageLimit} bytes`, actual: `${bytes.length} bytes` }
  return { ...emptyPage(path, dialect), findings: [finding('page-unreadable', message, place)] }
}

function emptyPage(path: PagePath, dialect: Dialect): Page {
  const none: readonly Finding[] = []
  const regenerated = { related: '', changes: '', formats: '', covers: '' }
  const parts = {
    events: [],
    links: [],
    related: [],
    changes: [],
    aliases: [],
    ids: { event: null, page: null },
    regenerated,
  }
  return { path, dialect, day: null, sourced: dialect === 'portal', ...parts, findings: none }
}
