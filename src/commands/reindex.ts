import type { Rulings } from '../identity/rulings.ts'
import { VariorumError } from '../model/errors.ts'
import type { Summary } from '../model/report.ts'
import type { Judgements } from '../model/ruling.ts'
import type { Store } from '../store/store.ts'
import type { EventBook } from '../versioning/book.ts'
import { kinChanges } from '../versioning/kin-changes.ts'
import type { RecordingCounts } from '../versioning/recorder.ts'
import { rejudged } from '../versioning/rejudged.ts'
import type { Context } from './context.ts'
import { type Judged, judgeAll, judgeOn, recordsOf, storeIndex } from './judging.ts'
import type { ReadingOptions } from './reading.ts'
import { notesOnRulings } from './ruling-notes.ts'
import { rulingsOf } from './rulings.ts'
import { emptySummary } from './summary.ts'
import type { RunOptions } from './variorum.ts'

export interface RebuildOptions extends RunOptions, ReadingOptions {
  /** Reads what people said about who is who. */
  readonly rulings: () => Promise<Rulings>
}

/** Rebuilds events and versions from the snapshots: a judgement made anew, of which nothing can be lost. */
export async function reindex(context: Context, options: RunOptions = {}): Promise<Summary> {
  const began = context.now()
  // of a store that there is not nothing can be rebuilt, and none is made
  const read = await context.store('read')
  const store = options.dryRun ? read : await context.store('write')
  const { size } = await store.state()
  const { counts, rejudged, kin, book } = await rebuildIndex(store, {
    ...options,
    sections: context.sections,
    rulings: rulingsOf(context),
  })
  const seconds = (context.now() - began) / 1000
  const notes = await notesOnRulings(context, book)
  return { ...emptySummary(store.url), ...counts, rejudged, kin, notes, revisions: size, known: size, seconds }
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
