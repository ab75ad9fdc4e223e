import type { Dialect, PagePath } from '../model/page.ts'
import { cutFrontMatter } from './front-matter/front-matter-block.ts'
import { startsWithDayHeading } from './sections/outline.ts'

/** Whether a file can be a page, by its name alone. Other files need not be opened. */
export function hasPageFileName(path: PagePath): boolean {
  const name = fileName(path)
  return !name.startsWith('.') && (markdownExtension.test(name) || /\.txt$/i.test(name))
}

/**
 * Finds the dialect of a file. A portal day has its name or header, a list its name or day heading, a context page its
 * day heading at the start; any other Markdown has the dialect `front-matter`.
 * @param text the decoded file, or its first part
 */
export function dialectOf(path: PagePath, text: string): Dialect {
  if (!hasPageFileName(path)) return 'none'
  const name = fileName(path)
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

function fileName(path: PagePath): string {
  return path.slice(path.lastIndexOf('/') + 1)
}

/** An index file that is a page: its front matter has a title and a date. */
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
