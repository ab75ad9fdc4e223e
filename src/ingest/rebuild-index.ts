import type { Rulings } from '../identity/rulings/rulings.ts'
import { VariorumError } from '../model/errors.ts'
import type { IndexChanges } from '../model/ruling.ts'
import type { Store } from '../store/store.ts'
import { findReassignedVersions } from '../versioning/history/compare-indexes.ts'
import { findRelationChanges } from '../versioning/history/relation-changes.ts'
import type { EventIndex } from '../versioning/index/event-index.ts'
import type { VersionCounts } from '../versioning/matching/version-matcher.ts'
import type { ReadingOptions } from './read-page.ts'
import { continueReplay, eventRecordsOf, type ReplayedIndex, replayLedger, storeIndex } from './replay-ledger.ts'
import type { RunOptions } from './run-options.ts'

export interface RebuildOptions extends RunOptions, ReadingOptions {
  /** Reads what people said about who is who. */
  readonly rulings: () => Promise<Rulings>
}

/** How often what others recorded meanwhile is followed on before it is given up. */
const maxRebuildAttempts = 20

/**
 * @returns what the snapshots come to, as if they had been recorded in the telling's order, and what is told otherwise by
 * it than before
 * @throws VariorumError `interrupted`, `store-busy` where other processes record more than can be followed
 */
export async function rebuildIndex(store: Store, options: RebuildOptions): Promise<RebuiltIndex> {
  const before = await Array.fromAsync(store.events())
  let replayed: ReplayedIndex | null = null
  for (let attempt = 1; ; attempt++) {
    // before the rulings are read: who follows newer ones meanwhile is not to be undone
    const { generation } = await store.state()
    const rulings = await options.rulings()
    replayed = replayed
      ? await continueReplay(replayed, store, rulings, options)
      : await replayLedger(store, rulings, options)
    if (options.dryRun || (await storeIndex(store, replayed, generation)) === 'stored') break
    if (attempt === maxRebuildAttempts) throw storeBusyError(store)
  }
  const { counts, eventIndex } = replayed
  const after = eventRecordsOf(replayed)
  return {
    counts,
    eventIndex,
    rejudged: findReassignedVersions(before, after),
    kin: findRelationChanges(before, after),
  }
}

export interface RebuiltIndex extends IndexChanges {
  readonly counts: VersionCounts
  readonly eventIndex: EventIndex
}

function storeBusyError(store: Store): VariorumError {
  return new VariorumError(
    'store-busy',
    `Other processes keep recording into ${store.url}; the index was left as it was.`,
    { advice: 'Run "variorum reindex" once they have ended.' },
  )
}
