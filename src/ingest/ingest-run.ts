import { VariorumError } from '../model/errors.ts'
import type { PagePath } from '../model/page.ts'
import type { NewContent, RunRecord } from '../model/plan.ts'
import { foldKinds, type IngestSummary } from '../model/report.ts'
import type { ContentHash, Revision, Snapshot } from '../model/revision.ts'
import type { Store, StoreState } from '../store/store.ts'
import type { ParsedRevision, Planner } from '../versioning/planner.ts'
import { combineResults, type IngestResult } from './ingest-result.ts'
import { rankObservations, withoutOutdated } from './observations.ts'
import { catchUp, reopenPlanner, rereadPages } from './open-planner.ts'
import type { ParsedBatch } from './read-batch.ts'
import type { RebuildOptions } from './rebuild-index.ts'
import { retrying } from './retrying.ts'
import { recordedRevisionKeys, revisionKey } from './revision-keys.ts'
import { emptySummary } from './summary.ts'

export interface IngestRunOptions extends RebuildOptions {
  readonly verb: RunRecord['verb']
  readonly now: () => number
  /** Given what is known before the first batch. */
  readonly onOpened?: (planner: Planner) => void
  /**
   * Told what was added, once it is stored, batch by batch, but what happened at once as a whole; findings of pages go there,
   * and not into the summary.
   */
  readonly onResult?: (result: IngestResult) => Promise<void>
  /** Whether this is what stands on disk; asked of observations where others recorded something of the page meanwhile. */
  readonly isOnDisk?: (path: PagePath, content: ContentHash | null) => Promise<boolean>
  /** Asked at the end where the index is behind: true to leave it to the next run, as whoever interrupts this one does not wait. */
  readonly shouldDeferRebuild?: () => boolean
  /** Asked where the store cannot be read or written to: true to try the same once more. */
  readonly onFailure?: (error: VariorumError) => Promise<boolean>
}

/** How often a plan is made again because another process recorded something first, before that counts as a failure. */
const maxAppendAttempts = 20

/** Where a run begins. */
interface IngestRunStart {
  readonly state: StoreState
  readonly planner: Planner
  readonly source: string
  readonly startedAt: number
  /** The group that an import may go on with. */
  readonly resumableGroup: string | null
}

/** One run of a source into a store: what it knows of both, and what it has come to so far. */
export class IngestRun {
  /** Older history came: the index is to be built anew. */
  late = false
  /** Something was recorded while older history of others waited for its place in the index. */
  indexLeftBehind = false
  readonly #store: Store
  readonly #options: IngestRunOptions
  readonly #startedAt: number
  readonly #summary: IngestSummary
  readonly #contentsSeen = new ContentHashSet()
  /** Pages of which other processes recorded something last. */
  readonly #externalPaths = new Set<PagePath>()
  #state: StoreState
  #planner: Planner
  #revisionCount = 0
  #knownCount = 0
  #contentCount = 0
  #byteCount = 0
  /** The last revision stored: a scan may go on in the next batch. */
  #lastStored: ParsedRevision | null = null
  /** The group that the ledger ended with, of which an interrupted import may have kept a part. */
  readonly #resumableGroup: string | null
  /** What was added of a group that is not whole yet. */
  #pendingResult: IngestResult | null = null
  #recordedKeys: Promise<ReadonlySet<string>> | null = null

  constructor(
    store: Store,
    { state, planner, source, startedAt, resumableGroup }: IngestRunStart,
    options: IngestRunOptions,
  ) {
    this.#store = store
    this.#options = options
    this.#state = state
    this.#planner = planner
    this.#startedAt = startedAt
    this.#resumableGroup = resumableGroup
    this.#summary = emptySummary(source)
  }

  /** As it stands after the last batch. */
  get planner(): Planner {
    return this.#planner
  }

  /** Revisions read, or known before. */
  get revisionsDone(): number {
    return this.#revisionCount + this.#knownCount
  }

  get summary(): IngestSummary {
    const { counts } = this.#planner
    return {
      ...this.#summary,
      ...counts,
      known: this.#knownCount,
      contents: this.#contentCount,
      bytes: this.#byteCount,
    }
  }

  /** Counts revisions that were read. */
  countRevisions(revisions: number): void {
    this.#revisionCount += revisions
  }

  /** Of some revisions those that were recorded when the run began. */
  async findRecorded(revisions: readonly Revision[]): Promise<ReadonlySet<Revision>> {
    this.#recordedKeys ??= recordedRevisionKeys(this.#store, this.#state)
    const recordedKeys = await this.#recordedKeys
    const set = new Set(
      recordedKeys.size === 0 ? [] : revisions.filter((revision) => recordedKeys.has(revisionKey(revision))),
    )
    this.#knownCount += set.size
    return set
  }

  /**
   * Plans a batch and appends it, anew where another process was first.
   * @param goesOn the next batch has more of what happened at once
   * @throws VariorumError `store-…`
   */
  async append(batch: ParsedBatch, goesOn: boolean): Promise<void> {
    for (let attempt = 1; ; attempt++) {
      if (!this.#options.dryRun) await this.#catchUp()
      this.late ||= isLate(this.#state, batch.revisions)
      const previous = { size: this.#planner.head.size, counts: this.#planner.counts }
      if (await this.#tryToAppend(batch, goesOn)) return
      if (attempt % maxAppendAttempts === 0) {
        const error = storeBusyError(this.#store)
        if (!(await this.#options.onFailure?.(error))) throw error
      }
      // What was planned is in the planner's mind now, and not in the store: begin anew.
      this.#state = await this.#store.state()
      this.#planner = await reopenPlanner(this.#store, this.#state, previous, this.#externalPaths, this.#rereadRulings)
    }
  }

  /** Ends what was waited for more of. */
  async flush(): Promise<void> {
    if (this.#planner.openGroupSize !== null) await this.append({ revisions: [], contents: [], findings: [] }, false)
  }

  /** Takes up what others recorded. */
  async #catchUp(): Promise<void> {
    const knownState = this.#state
    this.#state = await retrying(() => this.#store.state(), this.#options)
    const { size, generation } = this.#state
    if (size === this.#planner.head.size && generation === knownState.generation) return
    this.#planner = await catchUp(
      this.#planner,
      this.#store,
      knownState,
      this.#state,
      this.#externalPaths,
      this.#rereadRulings,
    )
  }

  // what somebody is just writing, and cannot be followed yet, does not end a watch
  readonly #rereadRulings = () => this.#options.rulings().catch(() => this.#planner.eventIndex.rulings)

  /** @returns false where another process was first */
  async #tryToAppend(batch: ParsedBatch, goesOn: boolean): Promise<boolean> {
    const store = this.#store
    const options = this.#options
    const planner = this.#planner
    const { currentContents } = planner
    const revisions = await withoutOutdated(batch.revisions, planner, this.#externalPaths, store, options.isOnDisk)
    const changed = revisions
      .filter(({ path, content }) => currentContents.get(path) !== content)
      .map(({ path }) => path)
    if (!this.late) await rereadPages(planner, store, changed, options)
    // while older history waits for its place, what it comes to cannot be told: it is left to the index built anew
    const ranked = rankObservations(revisions, this.#state, this.#lastStored)
    const continuesStoredGroup =
      planner.openGroupSize === null &&
      ranked[0] !== undefined &&
      ranked[0].group === (this.#lastStored?.group ?? this.#resumableGroup)
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
    const run = { verb: options.verb, source: this.#summary.source, at: this.#startedAt, revisions: this.revisionsDone }
    const { generation } = this.#state
    const plan = { ...part, generation, contents: referencedContents(part.snapshots, batch.contents), run }
    if (!options.dryRun && (await retrying(() => store.append(plan), options)) !== 'stored') return false
    this.#lastStored = ranked.at(-1) ?? this.#lastStored
    for (const { path } of ranked) this.#externalPaths.delete(path)
    this.#countContents(plan.contents)
    const { findings } = batch
    const folded = foldedDifference(planner.counts.folded, counted.folded)
    await this.#reportResult({
      ...part,
      ledgerSizeBefore: part.follows.size,
      contentsBefore,
      folded,
      indexBehind,
      findings,
      planner,
    })
    return true
  }

  /** Tells what was added, once all is there that happened at once. */
  async #reportResult(part: IngestResult | null): Promise<void> {
    const all = part && this.#pendingResult ? combineResults(this.#pendingResult, part) : (part ?? this.#pendingResult)
    const isOpen = this.#planner.openGroupSize !== null
    this.#pendingResult = isOpen ? all : null
    if (all && !isOpen) await this.#options.onResult?.(all)
  }

  #countContents(contents: readonly NewContent[]): void {
    for (const { hash, bytes } of contents) {
      if (!this.#contentsSeen.add(hash)) continue
      this.#contentCount++
      this.#byteCount += bytes.length
    }
  }
}

/** Content hashes seen, since batches may bring a content again; 48 bits tell one from all others of a run. */
class ContentHashSet {
  readonly #prefixes = new Set<number>()

  /** @returns false for one that was there */
  add(hash: string): boolean {
    const { size } = this.#prefixes
    return this.#prefixes.add(Number.parseInt(hash.slice(0, 12), 16)).size > size
  }
}

function isLate(state: StoreState, revisions: readonly ParsedRevision[]): boolean {
  const first = revisions[0]
  return state.rank !== null && first !== undefined && first.origin.kind !== 'file' && first.rank < state.rank
}

/** What was read only to find that it stands already is not stored again. */
function referencedContents(snapshots: readonly Snapshot[], contents: readonly NewContent[]): readonly NewContent[] {
  const named = new Set(snapshots.map(({ content }) => content))
  return contents.filter(({ hash }) => named.has(hash))
}

function foldedDifference(after: IngestResult['folded'], before: IngestResult['folded']): IngestResult['folded'] {
  return Object.fromEntries(foldKinds.map((kind) => [kind, after[kind] - before[kind]])) as IngestResult['folded']
}

function storeBusyError(store: Store): VariorumError {
  return new VariorumError(
    'store-busy',
    `Other processes keep recording into ${store.url}; nothing of this batch was stored.`,
    {
      advice: 'Run the command again; what is recorded already is passed over.',
    },
  )
}
