import type { Page, PagePath } from '../model/page.ts'
import { hasPageFileName } from '../page/dialect.ts'
import { parsePage } from '../page/parse-page.ts'
import type { SectionNames } from '../page/sections/outline.ts'
import { factsOf, type PageFacts } from '../versioning/index/page-facts.ts'

export interface ReadingOptions {
  readonly sections?: SectionNames | undefined
  /** Read only pages of this dialect. */
  readonly dialect?: 'auto' | 'context' | 'front-matter' | 'portal' | undefined
}

/** Whether a file name can be a page of the dialect that the options ask for. */
export function isSelectedPage(path: PagePath, { dialect = 'auto' }: ReadingOptions = {}): boolean {
  if (!hasPageFileName(path)) return false
  return dialect === 'auto' || (dialect === 'portal') === /\.txt$/i.test(path)
}

/** Parses a page with the section names of the archive. */
export function readPage(path: PagePath, bytes: Uint8Array, { sections }: ReadingOptions = {}): Page {
  return parsePage(path, bytes, { sections })
}

/** Parses a page into the facts that versions are built from. */
export function readFacts(path: PagePath, bytes: Uint8Array, options: ReadingOptions = {}): PageFacts {
  return factsOf(readPage(path, bytes, options))
}
