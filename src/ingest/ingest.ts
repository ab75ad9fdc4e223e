import type { Rulings } from '../identity/rulings/rulings.ts'
import type { Finding } from '../model/finding.ts'
import type { IngestSummary } from '../model/report.ts'
import type { IndexChanges } from '../model/ruling.ts'
import type { BatchLimits, BatchOptions, Source } from '../sources/source.ts'
import type { Store, StoreState } from '../store/store.ts'
import { groupOf, indexFingerprint, type Planner } from '../versioning/planner.ts'
import { filterByDialect } from './dialect-filter.ts'
import { IngestRun, type IngestRunOptions } from './ingest-run.ts'
import { openPlanner } from './open-planner.ts'
import { readBatch } from './read-batch.ts'
import { rebuildIndex } from './rebuild-index.ts'
import { retrying } from './retrying.ts'

/** With these limits a batch and the index stay well below half a gigabyte of memory. */
const batchLimits: BatchLimits = { revisions: 20_000, bytes: 16 * 2 ** 20 }

const noIndexChanges: IndexChanges = { rejudged: [], kin: [] }

/**
 * Reads, plans and appends the revisions of a source, batch by batch; each batch is stored as a whole or not at all.
 * Revisions that are recorded already are skipped, so an interrupted run is resumed by running it again.
 * @returns the summary, and the planner after the last batch
 * @throws VariorumError `interrupted`, or from the source or the store
 */
export async function ingestSource(
  store: Store,
  source: Source,
  options: IngestRunOptions,
): Promise<{ summary: IngestSummary; planner: Planner }> {
  const startedAt = options.now()
  const rulings = await options.rulings()
  const { state, indexChanges: openingChanges } = await ensureIndexCurrent(store, rulings, options)
  const planner = await openPlanner(store, state, rulings)
  options.onOpened?.(planner)
  const resumableGroup = options.verb === 'import' ? await groupAtEnd(store, state) : null
  const run = new IngestRun(store, { state, planner, source: source.name, startedAt, resumableGroup }, options)
  const findings: Finding[] = []
  let excluded = 0
  const findRecorded: BatchOptions['findRecorded'] = (revisions) => run.findRecorded(revisions)
  for await (const batch of source.batches({ findRecorded, limits: batchLimits })) {
    options.signal?.throwIfAborted()
    const parsed = await readBatch(batch, options)
    const filtered = filterByDialect(parsed.revisions, options, (path) => run.planner.currentContents.has(path))
    excluded += filtered.excluded
    if (!options.onResult) findings.push(...parsed.findings)
    run.countRevisions(parsed.revisions.length)
    await run.append({ ...parsed, revisions: filtered.revisions }, batch.goesOn === true)
    options.onProgress?.({ done: run.revisionsDone, total: source.total, unit: 'revisions' })
  }
  // not after an interruption: the last group may be incomplete
  await run.flush()
  const stale = run.late || (run.indexLeftBehind && (await isIndexStale(store)))
  const rebuilds = stale && !options.dryRun && !options.shouldDeferRebuild?.()
  const indexChanges = rebuilds ? await rebuildIndex(store, options) : noIndexChanges
  findings.push(...source.findings)
  return {
    planner: run.planner,
    summary: {
      ...run.summary,
      revisions: run.revisionsDone + source.skipped,
      skipped: source.skipped + excluded,
      findings,
      rejudged: [...openingChanges.rejudged, ...indexChanges.rejudged],
      kin: [...openingChanges.kin, ...indexChanges.kin],
      seconds: (options.now() - startedAt) / 1000,
    },
  }
}

/** Rebuilds an index that is incomplete, or was built by another algorithm or other rulings. @returns the state after that */
async function ensureIndexCurrent(
  store: Store,
  rulings: Rulings,
  options: IngestRunOptions,
): Promise<{ readonly state: StoreState; readonly indexChanges: IndexChanges }> {
  const state = await store.state()
  const stale = state.size > 0 && (state.indexed < state.size || state.algorithm !== indexFingerprint(rulings))
  if (!stale || options.dryRun) return { state, indexChanges: noIndexChanges }
  const indexChanges = await retrying(() => rebuildIndex(store, options), options)
  return { state: await store.state(), indexChanges }
}

/** The last group of the ledger, which an interrupted import may have stored in part. */
async function groupAtEnd(store: Store, { size }: StoreState): Promise<string | null> {
  for await (const snapshot of store.snapshots({ afterSeq: Math.max(0, size - 1) })) return groupOf(snapshot)
  return null
}

async function isIndexStale(store: Store): Promise<boolean> {
  const { indexed, size } = await store.state()
  return indexed < size
}
