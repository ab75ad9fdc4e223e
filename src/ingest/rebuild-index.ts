import type { Rulings } from '../identity/rulings/rulings.ts'
import { VariorumError } from '../model/errors.ts'
import type { Judgements } from '../model/ruling.ts'
import type { Store } from '../store/store.ts'
import { rejudged } from '../versioning/history/compare-indexes.ts'
import { kinChanges } from '../versioning/history/relation-changes.ts'
import type { EventBook } from '../versioning/index/event-index.ts'
import type { RecordingCounts } from '../versioning/matching/version-matcher.ts'
import type { ReadingOptions } from './read-page.ts'
import { type Judged, judgeAll, judgeOn, recordsOf, storeIndex } from './replay-ledger.ts'
import type { RunOptions } from './run-options.ts'

export interface RebuildOptions extends RunOptions, ReadingOptions {
  /** Reads what people said about who is who. */
  readonly rulings: () => Promise<Rulings>
}

/** How often what others recorded meanwhile is followed on before it is given up. */
const attempts = 20

/**
 * @returns what the snapshots come to, as if they had been recorded in the telling's order, and what is told otherwise by
 * it than before
 * @throws VariorumError `interrupted`, `store-busy` where other processes record more than can be followed
 */
export async function rebuildIndex(store: Store, options: RebuildOptions): Promise<Rebuilt> {
  const before = await Array.fromAsync(store.events())
  let judged: Judged | null = null
  for (let attempt = 1; ; attempt++) {
    // before the rulings are read: who follows newer ones meanwhile is not to be undone
    const { generation } = await store.state()
    const rulings = await options.rulings()
    judged = judged ? await judgeOn(judged, store, rulings, options) : await judgeAll(store, rulings, options)
    if (options.dryRun || (await storeIndex(store, judged, generation)) === 'stored') break
    if (attempt === attempts) throw busy(store)
  }
  const { counts, book } = judged
  const after = recordsOf(judged)
  return { counts, book, rejudged: rejudged(before, after), kin: kinChanges(before, after) }
}

export interface Rebuilt extends Judgements {
  readonly counts: RecordingCounts
  readonly book: EventBook
}

function busy(store: Store): VariorumError {
  return new VariorumError(
    'store-busy',
    `Other processes keep recording into ${store.url}; the index was left as it was.`,
    { advice: 'Run "variorum reindex" once they have ended.' },
  )
}
