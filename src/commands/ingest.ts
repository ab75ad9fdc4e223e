import PQueue from 'p-queue'
import type { Rulings } from '../identity/rulings.ts'
import { VariorumError } from '../model/errors.ts'
import type { Finding } from '../model/finding.ts'
import type { PagePath } from '../model/page.ts'
import type { NewContent, RunRecord } from '../model/plan.ts'
import { foldKinds, type Summary } from '../model/report.ts'
import type { ContentHash, Revision, Snapshot } from '../model/revision.ts'
import type { Rejudged } from '../model/ruling.ts'
import type { BatchLimits, Source } from '../sources/source.ts'
import type { Store, StoreState } from '../store/store.ts'
import { judgedBy, type Planner, type ReadRevision } from '../versioning/planner.ts'
import { catchUp, openPlanner, recallPages, reopenPlanner } from './book.ts'
import { onlyDialect } from './dialect-filter.ts'
import { type ReadBatch, readBatch } from './read-batch.ts'
import type { Recorded } from './recorded.ts'
import { type RebuildOptions, rebuildIndex } from './reindex.ts'
import { emptySummary } from './summary.ts'

export interface RecordOptions extends RebuildOptions {
  readonly verb: RunRecord['verb']
  readonly now: () => number
  /** Given what is known before the first batch. */
  readonly onOpened?: (planner: Planner) => void
  /** Told what each batch added, once it is stored; findings of pages go there, and not into the summary. */
  readonly onRecorded?: (recorded: Recorded) => Promise<void>
  /** Whether this is what stands on disk; asked of observations where others recorded something of the page meanwhile. */
  readonly isCurrent?: (path: PagePath, content: ContentHash | null) => Promise<boolean>
  /** Asked where the store cannot be read or written to: true to try the same once more. */
  readonly onFailure?: (error: VariorumError) => Promise<boolean>
}

/** Small enough that a batch, with all that is known, stays well below half a gigabyte. */
const limits: BatchLimits = { revisions: 20_000, bytes: 16 * 2 ** 20 }

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
  const rulings = await options.rulings()
  const opened = await upToDate(store, rulings, options)
  let { state } = opened
  let planner = await openPlanner(store, state, rulings)
  options.onOpened?.(planner)
  const summary = emptySummary(source.name)
  const findings: Finding[] = []
  // One writer; reading waits for it, so that one batch at a time is in memory.
  const writer = new PQueue({ concurrency: 1 })
  let known = 0
  let late = false
  let leftBehind = false
  let leftAlone = 0
  /** The last revision stored: a scan may go on in the next batch. */
  let ended: ReadRevision | null = null
  const brought = new HashSet()
  /** Pages of which other processes recorded something last. */
  const others = new Set<PagePath>()
  let marked: Promise<ReadonlySet<string>> | null = null
  const recorded = async (revisions: readonly Revision[]) => {
    marked ??= marksOf(store, state)
    const marks = await marked
    const set = new Set(marks.size === 0 ? [] : revisions.filter((revision) => marks.has(mark(revision))))
    known += set.size
    return set
  }
  // what somebody is just writing, and cannot be followed yet, does not end a watch
  const freshRulings = () => options.rulings().catch(() => planner.book.rulings)
  const append = async (read: ReadBatch) => {
    for (let attempt = 1; ; attempt++) {
      if (!options.dryRun) {
        const seen = state
        state = await persistently(() => store.state(), options)
        const moved = state.size !== planner.head.size || state.generation !== seen.generation
        if (moved) planner = await catchUp(planner, store, seen, state, others, freshRulings)
      }
      if (!late && isLate(state, read.revisions)) {
        late = true
        // Older history is compared with itself, not with what stands today.
        planner.standing.clear()
      }
      const { standing } = planner
      const revisions = await stillSo(read.revisions, planner, others, store, options)
      const differs = ({ path, content, facts }: ReadRevision) =>
        facts !== null && facts.dialect !== 'portal' && standing.get(path) !== content
      const changed = revisions.filter(differs).map(({ path }) => path)
      if (!late) await recallPages(planner, store, changed, options)
      // while older history waits for its place, what it comes to cannot be told: it is left to the index built anew
      const behind = state.indexed < state.size && !options.dryRun
      leftBehind ||= behind
      const placed = inOrder(revisions, state, ended)
      const before = new Map(revisions.map(({ path }) => [path, planner.standing.get(path) ?? null]))
      const counted = planner.counts
      const part = planner.plan(placed, late || behind)
      if (part.snapshots.length === 0 && part.events.length === 0) return
      const run = { verb: options.verb, source: source.name, at: began, revisions: summary.revisions + known }
      const plan = { ...part, contents: neededFor(part.snapshots, read.contents), run }
      if (options.dryRun || (await persistently(() => store.append(plan), options)) === 'stored') {
        ended = placed.at(-1) ?? ended
        for (const { path } of placed) others.delete(path)
        for (const { hash, bytes } of plan.contents) {
          if (!brought.add(hash)) continue
          summary.contents++
          summary.bytes += bytes.length
        }
        const { findings } = read
        const folded = difference(planner.counts.folded, counted.folded)
        await options.onRecorded?.({ ...part, follows: part.follows.size, before, folded, behind, findings, planner })
        return
      }
      if (attempt === attempts) throw busy(store)
      // What was planned is in the planner's mind now, and not in the store: begin anew.
      state = await store.state()
      planner = await reopenPlanner(planner, store, state, counted, others, freshRulings)
    }
  }
  for await (const batch of source.batches({ recorded, limits })) {
    options.signal?.throwIfAborted()
    const whole = await readBatch(batch, options)
    const only = onlyDialect(whole.revisions, options, (path) => planner.standing.has(path))
    const read = { ...whole, revisions: only.revisions }
    leftAlone += only.leftAlone
    if (!options.onRecorded) findings.push(...read.findings)
    summary.revisions += whole.revisions.length
    await writer.add(() => append(read))
    options.onProgress?.({ done: summary.revisions + known, total: source.total, unit: 'revisions' })
  }
  const stale = late || (leftBehind && (await isStale(store)))
  const { moved } = stale && !options.dryRun ? await rebuildIndex(store, options) : { moved: [] }
  findings.push(...source.findings)
  return {
    planner,
    summary: {
      ...summary,
      ...planner.counts,
      revisions: summary.revisions + known + source.skipped,
      known,
      skipped: source.skipped + leftAlone,
      findings,
      rejudged: [...opened.moved, ...moved],
      seconds: (options.now() - began) / 1000,
    },
  }
}

/** Content hashes seen, since batches may bring a content again; 48 bits tell one from all others of a run. */
class HashSet {
  readonly #marks = new Set<number>()

  /** @returns false for one that was there */
  add(hash: string): boolean {
    const { size } = this.#marks
    return this.#marks.add(Number.parseInt(hash.slice(0, 12), 16)).size > size
  }
}

/** The store's state, its index rebuilt first where older history, an older program or other rulings left it behind. */
async function upToDate(
  store: Store,
  rulings: Rulings,
  options: RecordOptions,
): Promise<{ readonly state: StoreState; readonly moved: readonly Rejudged[] }> {
  const state = await store.state()
  const stale = state.size > 0 && (state.indexed < state.size || state.algorithm !== judgedBy(rulings))
  if (!stale || options.dryRun) return { state, moved: [] }
  const { moved } = await rebuildIndex(store, options)
  return { state: await store.state(), moved }
}

/** Marks of all that is recorded when a run begins, so that a source can pass over it. */
async function marksOf(store: Store, { size }: StoreState): Promise<ReadonlySet<string>> {
  const marks = new Set<string>()
  if (size > 0) for await (const snapshot of store.snapshots()) marks.add(mark(snapshot))
  return marks
}

/** What tells one revision of a path from another, wherever it was read. */
function mark({ path, origin, at, rank }: Pick<Revision, 'path' | 'origin' | 'at' | 'rank'>): string {
  return origin.kind === 'commit' ? `${origin.sha} ${path}` : `${origin.kind} ${at} ${rank} ${path}`
}

function isLate(state: StoreState, revisions: readonly ReadRevision[]): boolean {
  const first = revisions[0]
  return state.rank !== null && first !== undefined && first.origin.kind !== 'file' && first.rank < state.rank
}

/**
 * Observations come after all that is recorded, not between, and what several watchers observe at one moment stays apart:
 * by its rank it is known which group a snapshot belongs to.
 * @param ended the last revision that was stored
 */
function inOrder(
  revisions: readonly ReadRevision[],
  { rank: last }: StoreState,
  ended: ReadRevision | null,
): readonly ReadRevision[] {
  let group = ended?.rank === last ? ended?.group : null
  let highest = last ?? Number.NEGATIVE_INFINITY
  return revisions.map((revision) => {
    const continues = revision.group === group
    group = revision.group
    if (revision.origin.kind !== 'file') {
      highest = Math.max(highest, revision.rank)
      return revision
    }
    if (!continues) highest = Math.max(revision.rank, highest + 1)
    return revision.rank === highest ? revision : { ...revision, rank: highest }
  })
}

/**
 * Leaves out what was observed of a page before another process recorded something newer of it: told after that, it would
 * look like a return to what stood before. Of states that were folded, those are left out that the others recorded too.
 */
async function stillSo(
  revisions: readonly ReadRevision[],
  { standing }: Planner,
  others: ReadonlySet<PagePath>,
  store: Store,
  { isCurrent }: RecordOptions,
): Promise<readonly ReadRevision[]> {
  if (!isCurrent || others.size === 0) return revisions
  const left = new Set<ReadRevision>()
  for (const [path, states] of Map.groupBy(revisions, ({ path }) => path)) {
    const content = states.at(-1)?.content ?? null
    if (!others.has(path)) continue
    const passed = content === (standing.get(path) ?? null) || !(await isCurrent(path, content))
    const known = passed || states.length === 1 ? null : await contentsOf(store, path)
    for (const state of passed ? states : states.slice(0, -1)) if (passed || known?.has(state.content)) left.add(state)
  }
  return left.size === 0 ? revisions : revisions.filter((revision) => !left.has(revision))
}

async function contentsOf(store: Store, path: PagePath): Promise<Set<ContentHash | null>> {
  const contents = new Set<ContentHash | null>()
  for await (const { content } of store.snapshots({ paths: [path] })) contents.add(content)
  return contents
}

async function isStale(store: Store): Promise<boolean> {
  const { indexed, size } = await store.state()
  return indexed < size
}

/** Does something with the store, again and again for as long as whoever follows the recording asks for it. */
async function persistently<Result>(work: () => Promise<Result>, { onFailure }: RecordOptions): Promise<Result> {
  for (;;) {
    try {
      return await work()
    } catch (error) {
      if (!(error instanceof VariorumError) || !(await onFailure?.(error))) throw error
    }
  }
}

/** What was read only to find that it stands already is not stored again. */
function neededFor(snapshots: readonly Snapshot[], contents: readonly NewContent[]): readonly NewContent[] {
  const named = new Set(snapshots.map(({ content }) => content))
  return contents.filter(({ hash }) => named.has(hash))
}

function difference(after: Recorded['folded'], before: Recorded['folded']): Recorded['folded'] {
  return Object.fromEntries(foldKinds.map((kind) => [kind, after[kind] - before[kind]])) as Recorded['folded']
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
