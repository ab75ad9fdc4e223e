import type { Rulings } from '../identity/rulings/rulings.ts'
import { VariorumError } from '../model/errors.ts'
import type { IndexChanges } from '../model/ruling.ts'
import type { Store } from '../store/store.ts'
import { findReassignedVersions } from '../versioning/history/compare-indexes.ts'
import { findRelationChanges } from '../versioning/history/relation-changes.ts'
import type { ReadingOptions } from './read-page.ts'
import { type LedgerReplay, replayLedger, storeIndex } from './replay-ledger.ts'
import type { RunOptions } from './run-options.ts'

export interface RebuildOptions extends RunOptions, ReadingOptions {
  /** Reads the rulings of the archive. */
  readonly rulings: () => Promise<Rulings>
}

/** A replay is repeated this often when other processes record at the same time. */
const maxRebuildAttempts = 20

/**
 * Builds the index again from all snapshots in chronological order, and stores it, except in a dry run.
 * @returns the new index, and how it differs from the old one
 * @throws VariorumError `interrupted`; `store-busy` if other processes record faster than the index is built
 */
export async function rebuildIndex(
  store: Store,
  options: RebuildOptions,
): Promise<IndexChanges & Pick<LedgerReplay, 'counts' | 'eventIndex'>> {
  const before = await Array.fromAsync(store.events())
  let replay: LedgerReplay | null = null
  for (let attempt = 1; ; attempt++) {
    // Read before the rulings: an index that another process builds by newer rulings must not be replaced.
    const { generation } = await store.state()
    const rulings = await options.rulings()
    replay = await replayLedger(store, rulings, options, replay)
    if (options.dryRun || (await storeIndex(store, replay, generation)) === 'stored') break
    if (attempt < maxRebuildAttempts) continue
    throw storeBusyError(store, 'the index was left as it was', 'Run "variorum reindex" once they have ended.')
  }
  const { counts, eventIndex } = replay
  const after = replay.eventRecords()
  const rejudged = findReassignedVersions(before, after)
  return { counts, eventIndex, rejudged, kin: findRelationChanges(before, after) }
}

/** @param outcome completes a sentence, without its full stop */
export function storeBusyError({ url }: Store, outcome: string, advice: string): VariorumError {
  return new VariorumError('store-busy', `Other processes keep recording into ${url}; ${outcome}.`, { advice })
}
