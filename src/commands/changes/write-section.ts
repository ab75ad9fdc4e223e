import { VariorumError } from '../../model/errors.ts'
import { createFinding, type Finding } from '../../model/finding.ts'
import type { PagePath } from '../../model/page.ts'
import { spliceChangesSection } from '../../page/sections/changes-section.ts'
import { decodePage } from '../../page/text/decode-page.ts'
import type { CommandContext } from '../archive/command-context.ts'
import { writePage } from '../archive/write-page.ts'

/**
 * Splices a Changes section into a page that still has these bytes. A page that is not UTF-8 is refused: decoding it would
 * change the rest of it.
 * @returns the page's new bytes
 * @throws VariorumError `page-changed`, `write-failed`, `outside-archive`; the page is unchanged then
 */
export async function writeSection(
  { archive, sections }: Pick<CommandContext, 'archive' | 'sections'>,
  path: PagePath,
  bytes: Uint8Array,
  section: string,
): Promise<Uint8Array> {
  const { text, hasBom, findings } = decodePage(path, bytes)
  if (findings.length > 0) {
    throw new VariorumError('write-failed', `${path} is not valid UTF-8, so its Changes section was not written.`, {
      advice: 'Save the page as UTF-8 first.',
    })
  }
  const after = Buffer.from((hasBom ? '\u{feff}' : '') + spliceChangesSection(text, section, sections), 'utf8')
  await writePage(archive, path, bytes, after)
  return after
}

/** A finding for a page whose section could not be written. */
export function writeFailureFinding(path: PagePath, { message, advice }: VariorumError): Finding {
  return createFinding('changes-malformed', `${message} ${advice ?? ''}`.trim(), { path })
}
