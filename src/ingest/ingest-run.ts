import { VariorumError } from '../model/errors.ts'
import type { PagePath } from '../model/page.ts'
import type { NewContent, RunRecord } from '../model/plan.ts'
import { foldKinds, type Summary } from '../model/report.ts'
import type { ContentHash, Revision, Snapshot } from '../model/revision.ts'
import type { Store, StoreState } from '../store/store.ts'
import type { Planner, ReadRevision } from '../versioning/planner.ts'
import { joined, type Recorded } from './ingest-result.ts'
import { inOrder, stillSo } from './observations.ts'
import { catchUp, recallPages, reopenPlanner } from './open-planner.ts'
import type { ReadBatch } from './read-batch.ts'
import type { RebuildOptions } from './rebuild-index.ts'
import { persistently } from './retrying.ts'
import { mark, marksOf } from './revision-marks.ts'
import { emptySummary } from './summary.ts'

export interface RecordOptions extends RebuildOptions {
  readonly verb: RunRecord['verb']
  readonly now: () => number
  /** Given what is known before the first batch. */
  readonly onOpened?: (planner: Planner) => void
  /**
   * Told what was added, once it is stored, batch by batch, but what happened at once as a whole; findings of pages go there,
   * and not into the summary.
   */
  readonly onRecorded?: (recorded: Recorded) => Promise<void>
  /** Whether this is what stands on disk; asked of observations where others recorded something of the page meanwhile. */
  readonly isCurrent?: (path: PagePath, content: ContentHash | null) => Promise<boolean>
  /** Asked at the end where the index is behind: true to leave it to the next run, as whoever interrupts this one does not wait. */
  readonly leavesBehind?: () => boolean
  /** Asked where the store cannot be read or written to: true to try the same once more. */
  readonly onFailure?: (error: VariorumError) => Promise<boolean>
}

/** How often a plan is made again because another process recorded something first, before that counts as a failure. */
const attempts = 20

/** Where a run begins. */
interface Beginning {
  readonly state: StoreState
  readonly planner: Planner
  readonly source: string
  readonly began: number
  /** The group that an import may go on with. */
  readonly begun: string | null
}

/** One run of a source into a store: what it knows of both, and what it has come to so far. */
export class Recording {
  /** Older history came: the index is to be built anew. */
  late = false
  /** Something was recorded while older history of others waited for its place in the index. */
  leftBehind = false
  readonly #store: Store
  readonly #options: RecordOptions
  readonly #began: number
  readonly #summary: Summary
  readonly #brought = new HashSet()
  /** Pages of which other processes recorded something last. */
  readonly #others = new Set<PagePath>()
  #state: StoreState
  #planner: Planner
  #revisions = 0
  #known = 0
  #contents = 0
  #bytes = 0
  /** The last revision stored: a scan may go on in the next batch. */
  #ended: ReadRevision | null = null
  /** The group that the ledger ended with, of which an interrupted import may have kept a part. */
  readonly #begun: string | null
  /** What was added of a group that is not whole yet. */
  #gathered: Recorded | null = null
  #marked: Promise<ReadonlySet<string>> | null = null

  constructor(store: Store, { state, planner, source, began, begun }: Beginning, options: RecordOptions) {
    this.#store = store
    this.#options = options
    this.#state = state
    this.#planner = planner
    this.#began = began
    this.#begun = begun
    this.#summary = emptySummary(source)
  }

  /** As it stands after the last batch. */
  get planner(): Planner {
    return this.#planner
  }

  /** Revisions read, or known before. */
  get done(): number {
    return this.#revisions + this.#known
  }

  get summary(): Summary {
    const { counts } = this.#planner
    return { ...this.#summary, ...counts, known: this.#known, contents: this.#contents, bytes: this.#bytes }
  }

  /** Counts revisions that were read. */
  count(revisions: number): void {
    this.#revisions += revisions
  }

  /** Of some revisions those that were recorded when the run began. */
  async known(revisions: readonly Revision[]): Promise<ReadonlySet<Revision>> {
    this.#marked ??= marksOf(this.#store, this.#state)
    const marks = await this.#marked
    const set = new Set(marks.size === 0 ? [] : revisions.filter((revision) => marks.has(mark(revision))))
    this.#known += set.size
    return set
  }

  /**
   * Plans a batch and appends it, anew where another process was first.
   * @param goesOn the next batch has more of what happened at once
   * @throws VariorumError `store-…`
   */
  async append(read: ReadBatch, goesOn: boolean): Promise<void> {
    for (let attempt = 1; ; attempt++) {
      if (!this.#options.dryRun) await this.#catchUp()
      this.late ||= isLate(this.#state, read.revisions)
      const known = { size: this.#planner.head.size, counts: this.#planner.counts }
      if (await this.#tryToAppend(read, goesOn)) return
      if (attempt % attempts === 0) {
        const error = busy(this.#store)
        if (!(await this.#options.onFailure?.(error))) throw error
      }
      // What was planned is in the planner's mind now, and not in the store: begin anew.
      this.#state = await this.#store.state()
      this.#planner = await reopenPlanner(this.#store, this.#state, known, this.#others, this.#freshRulings)
    }
  }

  /** Ends what was waited for more of. */
  async close(): Promise<void> {
    if (this.#planner.open !== null) await this.append({ revisions: [], contents: [], findings: [] }, false)
  }

  /** Takes up what others recorded. */
  async #catchUp(): Promise<void> {
    const seen = this.#state
    this.#state = await persistently(() => this.#store.state(), this.#options)
    const { size, generation } = this.#state
    if (size === this.#planner.head.size && generation === seen.generation) return
    this.#planner = await catchUp(this.#planner, this.#store, seen, this.#state, this.#others, this.#freshRulings)
  }

  // what somebody is just writing, and cannot be followed yet, does not end a watch
  readonly #freshRulings = () => this.#options.rulings().catch(() => this.#planner.book.rulings)

  /** @returns false where another process was first */
  async #tryToAppend(read: ReadBatch, goesOn: boolean): Promise<boolean> {
    const store = this.#store
    const options = this.#options
    const planner = this.#planner
    const { standing } = planner
    const revisions = await stillSo(read.revisions, planner, this.#others, store, options.isCurrent)
    const changed = revisions.filter(({ path, content }) => standing.get(path) !== content).map(({ path }) => path)
    if (!this.late) await recallPages(planner, store, changed, options)
    // while older history waits for its place, what it comes to cannot be told: it is left to the index built anew
    const placed = inOrder(revisions, this.#state, this.#ended)
    const isTorn =
      planner.open === null && placed[0] !== undefined && placed[0].group === (this.#ended?.group ?? this.#begun)
    const behind = (isTorn || this.#state.indexed < this.#state.size - (planner.open ?? 0)) && !options.dryRun
    this.leftBehind ||= behind
    const before = new Map(revisions.map(({ path }) => [path, standing.get(path) ?? null]))
    const counted = planner.counts
    const part = planner.plan(placed, { late: this.late || behind, goesOn, keepAll: this.late })
    const judges = part.judged && part.judged.upTo > part.judged.after
    if (part.snapshots.length === 0 && part.events.length === 0 && !judges) {
      await this.#tell(null)
      return true
    }
    const run = { verb: options.verb, source: this.#summary.source, at: this.#began, revisions: this.done }
    const { generation } = this.#state
    const plan = { ...part, generation, contents: neededFor(part.snapshots, read.contents), run }
    if (!options.dryRun && (await persistently(() => store.append(plan), options)) !== 'stored') return false
    this.#ended = placed.at(-1) ?? this.#ended
    for (const { path } of placed) this.#others.delete(path)
    this.#countContents(plan.contents)
    const { findings } = read
    const folded = difference(planner.counts.folded, counted.folded)
    await this.#tell({ ...part, follows: part.follows.size, before, folded, behind, findings, planner })
    return true
  }

  /** Tells what was added, once all is there that happened at once. */
  async #tell(part: Recorded | null): Promise<void> {
    const all = part && this.#gathered ? joined(this.#gathered, part) : (part ?? this.#gathered)
    const isOpen = this.#planner.open !== null
    this.#gathered = isOpen ? all : null
    if (all && !isOpen) await this.#options.onRecorded?.(all)
  }

  #countContents(contents: readonly NewContent[]): void {
    for (const { hash, bytes } of contents) {
      if (!this.#brought.add(hash)) continue
      this.#contents++
      this.#bytes += bytes.length
    }
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

function isLate(state: StoreState, revisions: readonly ReadRevision[]): boolean {
  const first = revisions[0]
  return state.rank !== null && first !== undefined && first.origin.kind !== 'file' && first.rank < state.rank
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
