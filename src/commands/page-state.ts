import type { PagePath } from '../model/page.ts'
import { decode } from '../page/decode.ts'
import { bodyStart } from '../page/front-matter-block.ts'
import { localLinks, mountOf } from '../page/local-links.ts'
import { outline } from '../page/sections.ts'
import type { PageState } from '../rules/range.ts'
import { type ReadingOptions, readPage } from './reading.ts'

/** A page as rules look at it. @returns null for a file that is none */
export function readState(path: PagePath, bytes: Uint8Array, options: ReadingOptions): PageState | null {
  const page = readPage(path, bytes, options)
  if (page.dialect === 'none') return null
  // of what is too large to be read, nothing is read here either
  if (page.findings.some(({ name, severity }) => name === 'page-unreadable' && severity === 'error'))
    return { page, text: '', links: [], mount: '' }
  const { text } = decode(path, bytes)
  if (page.dialect === 'portal') return { page, text, links: [], mount: '' }
  const mount = mountOf(path, text)
  const links = localLinks(path, outline(text, options.sections, bodyStart(text)), mount)
  return {
    page,
    text,
    links: page.dialect === 'list' ? links.map((link) => ({ ...link, generated: true })) : links,
    mount,
  }
}
