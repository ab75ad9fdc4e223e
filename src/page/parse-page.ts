import { createFinding, type Finding } from '../model/finding.ts'
import type { Dialect, Page, PagePath } from '../model/page.ts'
import { dialectOf, hasPageFileName } from './dialect.ts'
import { readContextPage } from './markdown/context-page.ts'
import { readMarkdownPage } from './markdown/markdown-page.ts'
import { readPortalDay } from './portal/portal-day.ts'
import { defaultSectionNames, type SectionNames } from './sections/outline.ts'
import { readDay } from './text/day.ts'
import { type DecodedText, decodePage } from './text/decode-page.ts'
import { titleFindings } from './text/title.ts'

export interface ParseOptions {
  /** The words by which a page's sections are known, where they are not the usual ones. */
  readonly sections?: SectionNames | undefined
}

/** Bytes; a larger page is kept but not read. */
export const maxPageBytes = 2 * 1024 * 1024

/**
 * Reads a file of the archive, in whatever dialect it is written. Nothing that a page holds makes this throw: what is
 * the matter with it is among its findings. A file that is no page has the dialect `none`, and nothing else.
 * @param path the page's path from the archive's root
 * @param bytes its exact bytes
 */
export function parsePage(path: PagePath, bytes: Uint8Array, options: ParseOptions = {}): Page {
  if (!hasPageFileName(path)) return emptyPage(path, 'none')
  if (bytes.length > maxPageBytes) return oversizedPage(path, bytes)
  return parseDecodedPage(path, decodePage(path, bytes), options)
}

/** The same for a page of reasonable size that is decoded already. */
export function parseDecodedPage(path: PagePath, { text, findings }: DecodedText, options: ParseOptions = {}): Page {
  const page = parseByDialect(path, text, options.sections ?? defaultSectionNames)
  if (page.dialect === 'none') return page
  const allFindings = [...findings, ...page.findings, ...page.events.flatMap(titleFindings)]
  return allFindings.length === page.findings.length ? page : { ...page, findings: allFindings }
}

function parseByDialect(path: PagePath, text: string, sections: SectionNames): Page {
  const dialect = dialectOf(path, text)
  if (dialect === 'context') return readContextPage(path, text, sections)
  if (dialect === 'front-matter') return readMarkdownPage(path, text, sections)
  if (dialect === 'portal') return { ...emptyPage(path, dialect), ...readPortalDay(path, text) }
  return dialect === 'list' ? { ...emptyPage(path, dialect), day: dayOfList(text) } : emptyPage(path, dialect)
}

function dayOfList(text: string): string | null {
  return readDay(/^\s*##[ \t]+\[([^\]\r\n]*)\]/.exec(text)?.[1] ?? '')
}

/** Its dialect is judged by its first part; a file that is no page anyway is no finding either. */
function oversizedPage(path: PagePath, bytes: Uint8Array): Page {
  const dialect = dialectOf(path, decodePage(path, bytes.subarray(0, 4096)).text)
  if (dialect === 'none') return emptyPage(path, dialect)
  const message = `The page has ${bytes.length} bytes and is not read: the limit is ${maxPageBytes} (2 MiB). Its bytes are kept.`
  const details = { path, expected: `at most ${maxPageBytes} bytes`, actual: `${bytes.length} bytes` }
  return { ...emptyPage(path, dialect), findings: [createFinding('page-unreadable', message, details)] }
}

function emptyPage(path: PagePath, dialect: Dialect): Page {
  const noFindings: readonly Finding[] = []
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
  return { path, dialect, day: null, sourced: dialect === 'portal', ...parts, findings: noFindings }
}
