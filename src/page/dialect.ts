import type { Dialect, PagePath } from '../model/page.ts'
import { cutFrontMatter } from './front-matter/front-matter-block.ts'
import { startsWithDayHeading } from './sections/outline.ts'

/** Whether a file can be a page, by its name alone; what is left out here need not be opened. */
export function hasPageFileName(path: PagePath): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1)
  return !name.startsWith('.') && (markdownExtension.test(name) || /\.txt$/i.test(name))
}

/**
 * How a file is written. A day of the portal is known by its name or header, a list by its name or by the heading of a
 * day, a page of the context dialect by the day that it opens with; any other Markdown is a page with or without front
 * matter.
 * @param text the file's text
 */
export function dialectOf(path: PagePath, text: string): Dialect {
  if (!hasPageFileName(path)) return 'none'
  const name = path.slice(path.lastIndexOf('/') + 1)
  const withoutBom = text.charCodeAt(0) === 0xfeff ? text.slice(1) : text
  if (portalFileName.test(name) || portalHeader.test(withoutBom)) return 'portal'
  if (!markdownExtension.test(name)) return 'none'
  if (indexFileName.test(name)) return isLeafBundle(name, withoutBom) ? 'front-matter' : 'list'
  if (listHeading.test(withoutBom)) return 'list'
  return startsWithDayHeading(withoutBom) ? 'context' : 'front-matter'
}

const markdownExtension = /\.(?:md|markdown|mdx)$/i
const indexFileName = /^(?:_?index|readme)\.(?:md|markdown|mdx)$/i
const portalFileName = /^\d{4}_[A-Z][a-z]+_\d{1,2}\.txt$/
const portalHeader = /^\s*\{\{\s*current events(?: header)?\s*\|/i
const listHeading = /^\s*##[ \t]+\[\s*\d{4}-\d{1,2}-\d{1,2}\s*\][ \t]*\(/

/** An index that is itself a page: its front matter gives it both a title and a date. */
function isLeafBundle(name: string, text: string): boolean {
  if (name.startsWith('_')) return false
  const frontMatter = cutFrontMatter(text)
  return (
    frontMatter !== null &&
    'raw' in frontMatter &&
    /^\s*["']?title["']?\s*[:=]/m.test(frontMatter.raw) &&
    /^\s*["']?date["']?\s*[:=]/m.test(frontMatter.raw)
  )
}
