import PQueue from 'p-queue'
import type { Rulings } from '../identity/rulings/rulings.ts'
import type { Finding } from '../model/finding.ts'
import type { Summary } from '../model/report.ts'
import type { Judgements } from '../model/ruling.ts'
import type { BatchLimits, Source } from '../sources/source.ts'
import type { Store, StoreState } from '../store/store.ts'
import { groupOf, judgedBy, type Planner } from '../versioning/planner.ts'
import { onlyDialect } from './dialect-filter.ts'
import { Recording, type RecordOptions } from './ingest-run.ts'
import { openPlanner } from './open-planner.ts'
import { readBatch } from './read-batch.ts'
import { rebuildIndex } from './rebuild-index.ts'
import { persistently } from './retrying.ts'

/** Small enough that a batch, with all that is known, stays well below half a gigabyte. */
const limits: BatchLimits = { revisions: 20_000, bytes: 16 * 2 ** 20 }

const noJudgements: Judgements = { rejudged: [], kin: [] }

/**
 * The one way in: a source's revisions are read, planned and appended, batch by batch, each batch whole or not at all.
 * What an earlier run recorded is not read again, so an interrupted run is resumed by repeating it.
 * @returns the summary, and the planner as it stands after the last batch
 * @throws VariorumError `interrupted`, or what the source or the store meets
 */
export async function record(
  store: Store,
  source: Source,
  options: RecordOptions,
): Promise<{ summary: Summary; planner: Planner }> {
  const began = options.now()
  const rulings = await options.rulings()
  const opened = await upToDate(store, rulings, options)
  const planner = await openPlanner(store, opened.state, rulings)
  options.onOpened?.(planner)
  const begun = options.verb === 'import' ? await groupAtEnd(store, opened.state) : null
  const recording = new Recording(store, { state: opened.state, planner, source: source.name, began, begun }, options)
  const findings: Finding[] = []
  let leftAlone = 0
  // One writer; reading waits for it, so that one batch at a time is in memory.
  const writer = new PQueue({ concurrency: 1 })
  for await (const batch of source.batches({ recorded: (revisions) => recording.known(revisions), limits })) {
    options.signal?.throwIfAborted()
    const whole = await readBatch(batch, options)
    const only = onlyDialect(whole.revisions, options, (path) => recording.planner.standing.has(path))
    leftAlone += only.leftAlone
    if (!options.onRecorded) findings.push(...whole.findings)
    recording.count(whole.revisions.length)
    await writer.add(() => recording.append({ ...whole, revisions: only.revisions }, batch.goesOn === true))
    options.onProgress?.({ done: recording.done, total: source.total, unit: 'revisions' })
  }
  // a source that was interrupted leaves the last group as it is
  await recording.close()
  const stale = recording.late || (recording.leftBehind && (await isStale(store)))
  const mends = stale && !options.dryRun && !options.leavesBehind?.()
  const anew = mends ? await rebuildIndex(store, options) : noJudgements
  findings.push(...source.findings)
  return {
    planner: recording.planner,
    summary: {
      ...recording.summary,
      revisions: recording.done + source.skipped,
      skipped: source.skipped + leftAlone,
      findings,
      rejudged: [...opened.anew.rejudged, ...anew.rejudged],
      kin: [...opened.anew.kin, ...anew.kin],
      seconds: (options.now() - began) / 1000,
    },
  }
}

/** The store's state, its index rebuilt first where older history, an older program or other rulings left it behind. */
async function upToDate(
  store: Store,
  rulings: Rulings,
  options: RecordOptions,
): Promise<{ readonly state: StoreState; readonly anew: Judgements }> {
  const state = await store.state()
  const stale = state.size > 0 && (state.indexed < state.size || state.algorithm !== judgedBy(rulings))
  if (!stale || options.dryRun) return { state, anew: noJudgements }
  const anew = await persistently(() => rebuildIndex(store, options), options)
  return { state: await store.state(), anew }
}

/** The group that the ledger ends with, of which an interrupted import may have kept a part. */
async function groupAtEnd(store: Store, { size }: StoreState): Promise<string | null> {
  for await (const snapshot of store.snapshots({ after: Math.max(0, size - 1) })) return groupOf(snapshot)
  return null
}

async function isStale(store: Store): Promise<boolean> {
  const { indexed, size } = await store.state()
  return indexed < size
}
