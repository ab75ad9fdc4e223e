import { createFinding } from '../model/finding.ts'
import type { Page, PagePath } from '../model/page.ts'
import { dialectOf, hasPageFileName } from './dialect.ts'
import { emptyPage } from './empty-page.ts'
import { readContextPage } from './markdown/context-page.ts'
import { readMarkdownPage } from './markdown/markdown-page.ts'
import { readPortalDay } from './portal/portal-day.ts'
import { defaultSectionNames, type SectionNames } from './sections/outline.ts'
import { readDay } from './text/day.ts'
import { type DecodedText, decodePage } from './text/decode-page.ts'
import { titleFindings } from './text/title.ts'

export interface ParseOptions {
  /** Default: {@link defaultSectionNames}. */
  readonly sections?: SectionNames | undefined
}

/** In bytes. A larger page is kept but not read. */
export const maxPageBytes = 2 * 1024 * 1024

/**
 * Reads a file of the archive in any dialect. Never throws: problems of the page are among its findings.
 * A file that is no page has the dialect `none` and no other contents.
 * @param path the page's path from the archive's root
 * @param bytes the page's exact bytes
 */
export function parsePage(path: PagePath, bytes: Uint8Array, options: ParseOptions = {}): Page {
  if (!hasPageFileName(path)) return emptyPage(path, 'none')
  if (bytes.length > maxPageBytes) return oversizedPage(path, bytes)
  return parseDecodedPage(path, decodePage(path, bytes), options)
}

/** Reads a page like {@link parsePage}. @param decoded the decoded page, of at most {@link maxPageBytes} */
export function parseDecodedPage(path: PagePath, decoded: DecodedText, options: ParseOptions = {}): Page {
  const page = parseByDialect(path, decoded.text, options.sections ?? defaultSectionNames)
  if (page.dialect === 'none') return page
  return { ...page, findings: [...decoded.findings, ...page.findings, ...page.events.flatMap(titleFindings)] }
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

/** The first 4 KiB give the dialect; a file that is no page gets no finding. */
function oversizedPage(path: PagePath, bytes: Uint8Array): Page {
  const page = emptyPage(path, dialectOf(path, decodePage(path, bytes.subarray(0, 4096)).text))
  if (page.dialect === 'none') return page
  const message = `The page has ${bytes.length} bytes and is not read: the limit is ${maxPageBytes} (2 MiB). Its bytes are kept.`
  const details = { path, expected: `at most ${maxPageBytes} bytes`, actual: `${bytes.length} bytes` }
  return { ...page, findings: [createFinding('page-unreadable', message, details)] }
}
