import type { VariorumError } from '../model/errors.ts'
import type { PagePath } from '../model/page.ts'
import type { NewContent, RunRecord } from '../model/plan.ts'
import type { IngestSummary } from '../model/report.ts'
import type { ContentHash, Revision, Snapshot } from '../model/revision.ts'
import type { Store, StoreState } from '../store/store.ts'
import type { ParsedRevision, Planner } from '../versioning/planner.ts'
import { combineResults, type IngestResult } from './ingest-result.ts'
import { rankObservations, withoutOutdated } from './observations.ts'
import { catchUp, reopenPlanner, rereadPages } from './open-planner.ts'
import type { ParsedBatch } from './read-batch.ts'
import { type RebuildOptions, storeBusyError } from './rebuild-index.ts'
import { retrying } from './retrying.ts'
import { recordedRevisionKeys, revisionKey } from './revision-keys.ts'
import { emptySummary, foldCounts } from './summary.ts'

export interface IngestRunOptions extends RebuildOptions {
  readonly verb: RunRecord['verb']
  readonly now: () => number
  /** Called with the opened planner before the first batch. */
  readonly onOpened?: (planner: Planner) => void
  /**
   * Called with the result of each stored batch; the batches of one group are one result. Findings of pages are passed here,
   * and not added to the summary.
   */
  readonly onResult?: (result: IngestResult) => Promise<void>
  /** Whether a page has this content on disk; called for pages that another process recorded last. */
  readonly isOnDisk?: (path: PagePath, content: ContentHash | null) => Promise<boolean>
  /** Called at the end of a run with an incomplete index: true leaves the rebuild to the next run. */
  readonly shouldDeferRebuild?: () => boolean
  /** Called when the store cannot be read or written: true repeats the operation. */
  readonly onFailure?: (error: VariorumError) => Promise<boolean>
}

/** What a run begins with. */
interface RunStart {
  readonly state: StoreState
  readonly planner: Planner
  /** The name of the source. */
  readonly source: string
  readonly startedAt: number
  /** The last group of the ledger, which an interrupted import may have stored in part. */
  readonly resumableGroup: string | null
}

/** A batch is planned this often when other processes record first; then the run fails. */
const maxAppendAttempts = 20

/** One run of a source into a store: its planner, its counts, and the group that is not complete yet. */
export class IngestRun {
  /** The planner after the last batch. */
  planner: Planner
  /** Older history was recorded, so the index has to be rebuilt. */
  late = false
  /** This run recorded something while the index was incomplete. */
  indexLeftBehind = false
  readonly #store: Store
  readonly #options: IngestRunOptions
  readonly #start: RunStart
  /** The first 48 bits of each stored content hash: batches may bring a content again. */
  readonly #contentsSeen = new Set<number>()
  /** Pages whose last snapshot is from another process. */
  readonly #externalPaths = new Set<PagePath>()
  #state: StoreState
  #revisionCount = 0
  #knownCount = 0
  #contentCount = 0
  #byteCount = 0
  /** The last stored revision: its group may continue in the next batch. */
  #lastStored: ParsedRevision | null = null
  /** The result of a group that is not complete yet. */
  #pendingResult: IngestResult | null = null
  #recordedKeys: Promise<ReadonlySet<string>> | null = null

  constructor(store: Store, start: RunStart, options: IngestRunOptions) {
    this.#store = store
    this.#start = start
    this.#options = options
    this.#state = start.state
    this.planner = start.planner
  }

  /** Revisions that were read in this run or recorded before it. */
  get revisionsDone(): number {
    return this.#revisionCount + this.#knownCount
  }

  get summary(): IngestSummary {
    return {
      ...emptySummary(this.#start.source),
      ...this.planner.counts,
      known: this.#knownCount,
      contents: this.#contentCount,
      bytes: this.#byteCount,
    }
  }

  /** Adds to the number of revisions that were read. */
  countRevisions(revisions: number): void {
    this.#revisionCount += revisions
  }

  /** @returns the revisions that were recorded before the run */
  async findRecorded(revisions: readonly Revision[]): Promise<ReadonlySet<Revision>> {
    this.#recordedKeys ??= recordedRevisionKeys(this.#store, this.#state)
    const keys = await this.#recordedKeys
    const recorded = new Set(keys.size === 0 ? [] : revisions.filter((revision) => keys.has(revisionKey(revision))))
    this.#knownCount += recorded.size
    return recorded
  }

  /**
   * Plans a batch and appends it. After another process recorded first, the batch is planned again.
   * @param goesOn the last group continues in the next batch
   * @throws VariorumError `store-…`
   */
  async append(batch: ParsedBatch, goesOn: boolean): Promise<void> {
    for (let attempt = 1; ; attempt++) {
      if (!this.#options.dryRun) await this.#catchUp()
      this.late ||= isLate(this.#state, batch.revisions)
      const previous = { size: this.planner.head.size, counts: this.planner.counts }
      if (await this.#tryToAppend(batch, goesOn)) return
      if (attempt % maxAppendAttempts === 0) {
        const advice = 'Run the command again; it skips what is recorded already.'
        const error = storeBusyError(this.#store, 'nothing of this batch was stored', advice)
        if (!(await this.#options.onFailure?.(error))) throw error
      }
      // the planner holds the plan, and the store does not
      this.#state = await this.#store.state()
      this.planner = await reopenPlanner(this.#store, this.#state, previous, this.#externalPaths, this.#rereadRulings)
    }
  }

  /** Closes the group that is not complete yet. */
  async flush(): Promise<void> {
    if (this.planner.openGroupSize !== null) await this.append({ revisions: [], contents: [], findings: [] }, false)
  }

  /** Loads what other processes recorded. */
  async #catchUp(): Promise<void> {
    const { planner } = this
    const known = this.#state
    this.#state = await retrying(() => this.#store.state(), this.#options)
    if (this.#state.size === planner.head.size && this.#state.generation === known.generation) return
    this.planner = await catchUp(planner, this.#store, known, this.#state, this.#externalPaths, this.#rereadRulings)
  }

  // a rulings file that is being edited must not end a watch
  readonly #rereadRulings = () => this.#options.rulings().catch(() => this.planner.eventIndex.rulings)

  /** @returns false if another process recorded first */
  async #tryToAppend(batch: ParsedBatch, goesOn: boolean): Promise<boolean> {
    const store = this.#store
    const options = this.#options
    const { planner } = this
    const { currentContents } = planner
    const revisions = await withoutOutdated(batch.revisions, planner, this.#externalPaths, store, options.isOnDisk)
    const changed = revisions.filter(({ path, content }) => currentContents.get(path) !== content)
    if (!this.late) await rereadPages(planner, store, new Set(changed.map(({ path }) => path)), options)
    // an incomplete index cannot match new revisions: the rebuilt index will
    const ranked = rankObservations(revisions, this.#state, this.#lastStored)
    const { source, startedAt, resumableGroup } = this.#start
    const lastGroup = this.#lastStored?.group ?? resumableGroup
    const continuesStoredGroup = planner.openGroupSize === null && lastGroup !== null && ranked[0]?.group === lastGroup
    const indexBehind =
      (continuesStoredGroup || this.#state.indexed < this.#state.size - (planner.openGroupSize ?? 0)) && !options.dryRun
    this.indexLeftBehind ||= indexBehind
    const contentsBefore = new Map(revisions.map(({ path }) => [path, currentContents.get(path) ?? null]))
    const counted = planner.counts
    const part = planner.plan(ranked, { late: this.late || indexBehind, goesOn, keepAll: this.late })
    const advancesIndex = part.judged && part.judged.upTo > part.judged.after
    if (part.snapshots.length === 0 && part.events.length === 0 && !advancesIndex) {
      await this.#reportResult(null)
      return true
    }
    const run = { verb: options.verb, source, at: startedAt, revisions: this.revisionsDone }
    const { generation } = this.#state
    const plan = { ...part, generation, contents: referencedContents(part.snapshots, batch.contents), run }
    if (!options.dryRun && (await retrying(() => store.append(plan), options)) !== 'stored') return false
    this.#lastStored = ranked.at(-1) ?? this.#lastStored
    for (const { path } of ranked) this.#externalPaths.delete(path)
    this.#countContents(plan.contents)
    const foldedNow = planner.counts.folded
    const folded = foldCounts((kind) => foldedNow[kind] - counted.folded[kind])
    const result = { contentsBefore, folded, indexBehind, findings: batch.findings, planner }
    await this.#reportResult({ ...part, ...result, ledgerSizeBefore: part.follows.size })
    return true
  }

  /** Reports the result of a group once the group is complete. */
  async #reportResult(part: IngestResult | null): Promise<void> {
    const all = part && this.#pendingResult ? combineResults(this.#pendingResult, part) : (part ?? this.#pendingResult)
    const isOpen = this.planner.openGroupSize !== null
    this.#pendingResult = isOpen ? all : null
    if (all && !isOpen) await this.#options.onResult?.(all)
  }

  #countContents(contents: readonly NewContent[]): void {
    for (const { hash, bytes } of contents) {
      const { size } = this.#contentsSeen
      if (this.#contentsSeen.add(Number.parseInt(hash.slice(0, 12), 16)).size === size) continue
      this.#contentCount++
      this.#byteCount += bytes.length
    }
  }
}

function isLate(state: StoreState, revisions: readonly ParsedRevision[]): boolean {
  const first = revisions[0]
  return state.rank !== null && first !== undefined && first.origin.kind !== 'file' && first.rank < state.rank
}

/** Leaves out contents of revisions that were not stored. */
function referencedContents(snapshots: readonly Snapshot[], contents: readonly NewContent[]): readonly NewContent[] {
  const named = new Set(snapshots.map(({ content }) => content))
  return contents.filter(({ hash }) => named.has(hash))
}
