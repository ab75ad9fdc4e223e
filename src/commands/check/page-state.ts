import type { ReadingOptions } from '../../ingest/read-page.ts'
import type { PagePath } from '../../model/page.ts'
import { bodyStart } from '../../page/front-matter/front-matter-block.ts'
import { pageLimit, parsePage, parseText } from '../../page/parse.ts'
import { localLinks, mountOf } from '../../page/sections/local-links.ts'
import { knownSectionNames, outline } from '../../page/sections/outline.ts'
import { decode } from '../../page/text/decode.ts'
import type { PageState } from '../../rules/judged-range.ts'

/** A page as rules look at it. @returns null for a file that is none */
export function readState(
  path: PagePath,
  bytes: Uint8Array,
  { sections = knownSectionNames }: ReadingOptions,
): PageState | null {
  if (bytes.length > pageLimit) {
    // of what is too large to be read, nothing is read here either
    const page = parsePage(path, bytes, { sections })
    return page.dialect === 'none' ? null : { page, text: '', links: [], mount: '' }
  }
  const decoded = decode(path, bytes)
  const { text } = decoded
  const page = parseText(path, decoded, { sections })
  if (page.dialect === 'none') return null
  if (page.dialect === 'portal') return { page, text, links: [], mount: '' }
  const mount = mountOf(path, text)
  const links = localLinks(path, outline(text, sections, bodyStart(text)), mount)
  return {
    page,
    text,
    links: page.dialect === 'list' ? links.map((link) => ({ ...link, generated: true })) : links,
    mount,
  }
}
