import PQueue from 'p-queue'
import { VariorumError } from '../model/errors.ts'
import type { Finding } from '../model/finding.ts'
import type { RunRecord } from '../model/plan.ts'
import type { Summary } from '../model/report.ts'
import type { Revision } from '../model/revision.ts'
import type { BatchLimits, Source } from '../sources/source.ts'
import type { Store, StoreState } from '../store/store.ts'
import { algorithm, type Planner, type ReadRevision } from '../versioning/planner.ts'
import { catchUp, openPlanner } from './book.ts'
import { type ReadBatch, readBatch } from './read-batch.ts'
import type { ReadingOptions } from './reading.ts'
import { rebuildIndex } from './reindex.ts'
import { emptySummary } from './summary.ts'
import type { RunOptions } from './variorum.ts'

export interface RecordOptions extends RunOptions, ReadingOptions {
  readonly verb: RunRecord['verb']
  readonly now: () => number
}

/** Small enough that a batch being read and one being stored stay well below half a gigabyte together. */
const limits: BatchLimits = { revisions: 12_000, bytes: 64 * 2 ** 20 }

/** How often a plan is made again because another process recorded something first. */
const attempts = 20

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
  let state = await upToDate(store, options)
  let planner = await openPlanner(store, state)
  const summary = emptySummary(source.name)
  const findings: Finding[] = []
  // One writer: what is read while a plan is being stored waits here, and reading waits for it.
  const writer = new PQueue({ concurrency: 1 })
  let known = 0
  let late = false
  const recorded = async (revisions: readonly Revision[]) => {
    const set = await alreadyRecorded(store, revisions)
    known += set.size
    return set
  }
  const append = async (read: ReadBatch) => {
    for (let attempt = 1; ; attempt++) {
      if (!options.dryRun) {
        const seen = state
        state = await store.state()
        const moved = state.size !== planner.head.size || state.generation !== seen.generation
        if (moved) planner = await catchUp(planner, store, seen, state)
      }
      if (!late && isLate(state, read.revisions)) {
        late = true
        // Older history is compared with itself, not with what stands today.
        planner.standing.clear()
      }
      const counted = planner.counts
      const part = planner.plan(inOrder(read.revisions, state), late)
      if (options.dryRun || (part.snapshots.length === 0 && part.events.length === 0)) return
      const run = { verb: options.verb, source: source.name, at: began, revisions: summary.revisions + known }
      if ((await store.append({ ...part, contents: read.contents, run })) === 'stored') return
      if (attempt === attempts) throw busy(store)
      // What was planned is in the planner's mind now, and not in the store: begin anew.
      state = await store.state()
      planner = await openPlanner(store, state, counted)
    }
  }
  const failures: unknown[] = []
  for await (const batch of source.batches({ recorded, limits })) {
    options.signal?.throwIfAborted()
    const read = await readBatch(batch, options)
    findings.push(...read.findings)
    summary.revisions += read.revisions.length
    summary.contents += read.contents.length
    summary.bytes += read.contents.reduce((sum, { bytes }) => sum + bytes.length, 0)
    writer.add(() => append(read)).catch((error) => failures.push(error))
    // The next batch is read while this one is being stored, and no further ahead.
    await writer.onSizeLessThan(1)
    if (failures.length > 0) break
    options.onProgress?.({ done: summary.revisions + known, total: source.total, unit: 'revisions' })
  }
  await writer.onIdle()
  if (failures.length > 0) throw failures[0]
  if (late && !options.dryRun) await rebuildIndex(store, options)
  findings.push(...source.findings)
  return {
    planner,
    summary: {
      ...summary,
      ...planner.counts,
      revisions: summary.revisions + known + source.skipped,
      known,
      skipped: source.skipped,
      findings,
      seconds: (options.now() - began) / 1000,
    },
  }
}

/** The store's state, its index rebuilt first where older history or an older program left it behind. */
async function upToDate(store: Store, options: RecordOptions): Promise<StoreState> {
  const state = await store.state()
  const stale = state.size > 0 && (state.indexed < state.size || state.algorithm !== algorithm)
  if (!stale || options.dryRun) return state
  await rebuildIndex(store, options)
  return store.state()
}

/** Revisions that the store holds already, so that a source can pass over their contents. */
async function alreadyRecorded(store: Store, revisions: readonly Revision[]): Promise<ReadonlySet<Revision>> {
  const set = new Set<Revision>()
  if (revisions.length === 0 || (await store.state()).size === 0) return set
  const held = new Set<string>()
  const paths = new Set(revisions.map(({ path }) => path))
  for await (const snapshot of store.snapshots(paths.size < 500 ? { paths: [...paths] } : {})) held.add(mark(snapshot))
  for (const revision of revisions) if (held.has(mark(revision))) set.add(revision)
  return set
}

/** What tells one revision of a path from another, wherever it was read. */
function mark({ path, origin, at, rank }: Pick<Revision, 'path' | 'origin' | 'at' | 'rank'>): string {
  return origin.kind === 'commit' ? `${origin.sha} ${path}` : `${origin.kind} ${at} ${rank} ${path}`
}

function isLate(state: StoreState, revisions: readonly ReadRevision[]): boolean {
  const first = revisions[0]
  return state.rank !== null && first !== undefined && first.origin.kind !== 'file' && first.rank < state.rank
}

/** Observations made at the same moment by several watchers come after what is recorded, not between. */
function inOrder(revisions: readonly ReadRevision[], { rank }: StoreState): readonly ReadRevision[] {
  if (rank === null) return revisions
  return revisions.map((revision) =>
    revision.origin.kind === 'file' && revision.rank < rank ? { ...revision, rank } : revision,
  )
}

function busy(store: Store): VariorumError {
  return new VariorumError(
    'store-busy',
    `Other processes keep recording into ${store.url}; nothing of this batch was stored.`,
    {
      advice: 'Run the command again; what is recorded already is passed over.',
    },
  )
}
