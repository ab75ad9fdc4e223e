import { rulingFileName } from '../identity/rulings/ruling-file.ts'
import { readPage } from '../ingest/read-page.ts'
import { VariorumError } from '../model/errors.ts'
import type { ArchiveStatus } from '../model/report.ts'
import type { StoreState } from '../store/store.ts'
import { indexFingerprint } from '../versioning/planner.ts'
import type { CommandContext } from './archive/command-context.ts'
import { readRulingFile } from './rulings/read-ruling-file.ts'

/** Where the record stands. */
export async function status(context: CommandContext): Promise<ArchiveStatus> {
  const store = await context.store('read')
  const state = await store.state()
  const { size, hash, lastRun } = state
  let pages = 0
  for await (const head of store.latestSnapshots()) if (head.content !== null && !isListPath(head.path)) pages++
  let events = 0
  let versions = 0
  let retitled = 0
  for await (const record of store.events()) {
    events++
    versions += record.versions.length
    if (record.versions.some(({ title }) => title !== record.versions[0]!.title)) retitled++
  }
  return {
    store: store.url,
    archive: context.archive,
    pages,
    snapshots: size,
    events,
    versions,
    retitled,
    lastRun,
    ledger: hash,
    behind: size === 0 ? null : await staleIndexNote(context, state),
  }
}

/** What has come since the record was judged; the next recording, or reindex, takes it up. */
async function staleIndexNote(
  context: CommandContext,
  { size, indexed, algorithm }: StoreState,
): Promise<string | null> {
  if (indexed < size) return 'Older history was recorded that is not judged yet.'
  try {
    const { rulings } = await readRulingFile(context)
    if (algorithm === indexFingerprint(rulings)) return null
    const isOtherProgram = algorithm % 1000 !== indexFingerprint(rulings) % 1000
    return isOtherProgram
      ? 'The record was judged by another version of Variorum.'
      : `${rulingFileName} was changed since the record was judged.`
  } catch (error) {
    if (error instanceof VariorumError) return error.message
    throw error
  }
}

/** By its name alone a page is a list or not: an empty file of that name reads so too. */
function isListPath(path: string): boolean {
  return readPage(path, new Uint8Array()).dialect === 'list'
}
