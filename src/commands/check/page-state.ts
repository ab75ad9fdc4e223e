import type { ReadingOptions } from '../../ingest/read-page.ts'
import type { PagePath } from '../../model/page.ts'
import { bodyStart } from '../../page/front-matter/front-matter-block.ts'
import { maxPageBytes, parseDecodedPage, parsePage } from '../../page/parse-page.ts'
import { localLinks, mountOf } from '../../page/sections/local-links.ts'
import { defaultSectionNames, readOutline } from '../../page/sections/outline.ts'
import { decodePage } from '../../page/text/decode-page.ts'
import type { PageState } from '../../rules/rule-input.ts'

/** Parses a page for the rules. @returns null for a file that is not a page */
export function parsePageState(
  path: PagePath,
  bytes: Uint8Array,
  { sections = defaultSectionNames }: ReadingOptions,
): PageState | null {
  if (bytes.length > maxPageBytes) {
    // parsePage refuses it too, with a finding
    const page = parsePage(path, bytes, { sections })
    return page.dialect === 'none' ? null : { page, text: '', links: [], mount: '' }
  }
  const decoded = decodePage(path, bytes)
  const { text } = decoded
  const page = parseDecodedPage(path, decoded, { sections })
  if (page.dialect === 'none') return null
  if (page.dialect === 'portal') return { page, text, links: [], mount: '' }
  const mount = mountOf(path, text)
  const links = localLinks(path, readOutline(text, sections, bodyStart(text)), mount)
  if (page.dialect !== 'list') return { page, text, links, mount }
  return { page, text, links: links.map((link) => ({ ...link, generated: true })), mount }
}
