import { rulingFileName } from '../identity/rulings/ruling-file.ts'
import { readPage } from '../ingest/read-page.ts'
import { VariorumError } from '../model/errors.ts'
import type { ArchiveStatus } from '../model/report.ts'
import type { StoreState } from '../store/store.ts'
import { indexFingerprint } from '../versioning/planner.ts'
import type { CommandContext } from './archive/command-context.ts'
import { readRulingFile } from './rulings/read-ruling-file.ts'

/** Counts what is recorded, and says whether the index is current. */
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

/** Why the index is out of date; null for a current one. The next recording, or "reindex", rebuilds it. */
async function staleIndexNote(context: CommandContext, state: StoreState): Promise<string | null> {
  const { size, indexed, algorithm } = state
  if (indexed < size) return 'Older history was recorded, and the index does not cover it yet.'
  try {
    const { rulings } = await readRulingFile(context)
    if (algorithm === indexFingerprint(rulings)) return null
    const isOtherProgram = algorithm % 1000 !== indexFingerprint(rulings) % 1000
    return isOtherProgram
      ? 'Another version of Variorum built the index.'
      : `${rulingFileName} changed since the index was built.`
  } catch (error) {
    if (error instanceof VariorumError) return error.message
    throw error
  }
}

/** Whether a page is a list, which its file name alone decides. */
function isListPath(path: string): boolean {
  return readPage(path, new Uint8Array()).dialect === 'list'
}
