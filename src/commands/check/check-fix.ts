import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { RunOptions } from '../../ingest/run-options.ts'
import type { FixedPage } from '../../model/check.ts'
import { VariorumError } from '../../model/errors.ts'
import type { ChangesEntry, PagePath } from '../../model/page.ts'
import { formatChangesSection } from '../../page/sections/changes-section.ts'
import { decodePage } from '../../page/text/decode-page.ts'
import type { RuleInput } from '../../rules/rule-input.ts'
import type { RangeComparison } from '../../sources/git/comparison/comparison.ts'
import { sameEntries } from '../../versioning/changes-section/changes-entries.ts'
import { writeSection } from '../changes/write-section.ts'
import type { CheckReadOptions } from './check-pages.ts'

/**
 * Updates the Changes sections of the events that a range changes, on disk. A page is written only if it still has the text
 * that was checked; its other bytes stay. An unknown time is left out.
 * @param fixablePaths the pages to update
 * @returns the pages that were written or could not be, and the new bytes of written pages
 */
export async function fixSections(
  comparison: RangeComparison,
  { events }: RuleInput,
  fixablePaths: ReadonlySet<PagePath>,
  { sections }: CheckReadOptions,
  { dryRun = false, signal }: RunOptions,
): Promise<{ fixed: FixedPage[]; written: Map<PagePath, Uint8Array> }> {
  const archive = join(comparison.compared.top, comparison.compared.folder)
  const fixed: FixedPage[] = []
  const written = new Map<PagePath, Uint8Array>()
  for (const { page, single, entries, live } of events) {
    const checkedState = page?.after
    if (!page || !checkedState || !single || !live || entries.length === 0) continue
    if (sameEntries(entries, checkedState.page.changes)) continue
    signal?.throwIfAborted()
    const { path } = page
    if (!fixablePaths.has(path)) continue
    const note = untimedEntryNote(entries)
    const bytes = await readFile(join(archive, path)).catch(() => null)
    if (bytes === null || !sameText(decodePage(path, bytes).text, checkedState.text)) {
      const advice = 'The file on disk differs from the checked page: stage it, or check out the checked version.'
      fixed.push({ path, state: 'left', note: advice })
    } else if (dryRun) fixed.push({ path, state: 'planned', note })
    else {
      try {
        const section = formatChangesSection(entries, sections)
        written.set(path, await writeSection({ archive, sections }, path, bytes, section))
        fixed.push({ path, state: 'written', note })
      } catch (error) {
        if (!(error instanceof VariorumError)) throw error
        fixed.push({ path, state: 'left', note: `${error.message} ${error.advice ?? ''}`.trim() })
      }
    }
  }
  return { fixed, written }
}

/** Compares texts without line endings, which git may convert on checkout. */
function sameText(a: string, b: string): boolean {
  return a === b || a.replaceAll('\r\n', '\n') === b.replaceAll('\r\n', '\n')
}

function untimedEntryNote(entries: readonly ChangesEntry[]): string | null {
  const untimed = entries.find(({ until, label }) => until === null && label !== 'Current version')
  return untimed ? `It is not known when "${untimed.title}" was replaced: add the time to its entry.` : null
}
