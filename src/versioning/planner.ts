import { Rulings } from '../identity/rulings/rulings.ts'
import type { PagePath } from '../model/page.ts'
import type { Plan } from '../model/plan.ts'
import type { ContentHash, LedgerHead, Origin, Snapshot } from '../model/revision.ts'
import type { Instant } from '../model/time.ts'
import { EventIndex } from './index/event-index.ts'
import type { PageFacts } from './index/page-facts.ts'
import { chainRows } from './ledger/ledger.ts'
import { type PageRevision, type VersionCounts, VersionMatcher } from './matching/version-matcher.ts'

/** Version of the algorithms that make events and versions from snapshots, below 1000. */
const algorithmVersion = 8

/**
 * What an index is judged by, as one number: the algorithms, and the rulings that win over them. An index that was judged by
 * anything else is rebuilt.
 */
export function indexFingerprint(rulings: Rulings): number {
  return algorithmVersion + 1000 * rulings.fingerprint
}

/** A revision whose content has been read. */
export interface ParsedRevision {
  readonly path: PagePath
  readonly at: Instant
  readonly rank: Instant
  readonly origin: Origin
  readonly group: string
  /** Null: removed. */
  readonly content: ContentHash | null
  readonly facts: PageFacts | null
}

/** What became of the revisions given to a planner. */
export interface PlanCounts extends VersionCounts {
  stored: number
  removed: number
  unchanged: number
}

/**
 * Turns revisions, in the telling's order, into plans that continue a ledger. It keeps what it planned in mind, so that
 * the next plan goes on from there, whether or not the first has been stored by then.
 */
export class Planner {
  readonly eventIndex: EventIndex
  /** Content that stands at each path now. */
  readonly currentContents = new Map<PagePath, ContentHash>()
  readonly #matcher: VersionMatcher
  readonly #revisionCounts: Pick<PlanCounts, 'stored' | 'removed' | 'unchanged'>
  #head: LedgerHead
  /** What happened at once and is not whole yet: it is judged once it is. */
  #openGroup: { readonly group: string; readonly revisions: PageRevision[] } | null = null

  /** @param counts to go on from */
  constructor(head: LedgerHead, counts?: PlanCounts, rulings = Rulings.none) {
    this.eventIndex = new EventIndex(rulings)
    this.#matcher = new VersionMatcher(this.eventIndex)
    this.#head = head
    this.#revisionCounts = {
      stored: counts?.stored ?? 0,
      removed: counts?.removed ?? 0,
      unchanged: counts?.unchanged ?? 0,
    }
    if (counts) Object.assign(this.#matcher.counts, { ...counts, folded: { ...counts.folded } })
  }

  /** All that was planned so far, as it stands at the moment of asking. */
  get counts(): PlanCounts {
    const { events, versions, titleChanges, folded } = this.#matcher.counts
    return { ...this.#revisionCounts, events, versions, titleChanges, folded: { ...folded } }
  }

  get head(): LedgerHead {
    return this.#head
  }

  /** Ledger rows that wait for the rest of their group; null where none is open. */
  get openGroupSize(): number | null {
    return this.#openGroup?.revisions.length ?? null
  }

  /** Goes on from another end of the ledger, once what lies between has been taken up. */
  set head(head: LedgerHead) {
    this.#head = head
  }

  /**
   * @param late the revisions are older than what is recorded: they are kept, and the index is left to be rebuilt
   * @param goesOn the last group is not whole yet: it is judged with a later plan
   * @param keepAll also what says nothing new against what stands here is kept
   * @returns everything a plan says but for the contents and the run
   */
  plan(
    revisions: readonly ParsedRevision[],
    { late = false, goesOn = false, keepAll = false } = {},
  ): Omit<Plan, 'contents' | 'run'> {
    const follows = this.#head
    const after = follows.size - (this.openGroupSize ?? 0)
    const rows: Omit<Snapshot, 'seq' | 'hash'>[] = []
    for (let start = 0; start < revisions.length; ) {
      const { group } = revisions[start]!
      let end = start + 1
      while (end < revisions.length && revisions[end]!.group === group) end++
      if (this.#openGroup?.group !== group) this.#matchOpenGroup(late)
      this.#openGroup ??= { group, revisions: [] }
      for (const { path, at, rank, origin, content, facts } of sortedByPath(revisions.slice(start, end))) {
        const before = this.currentContents.get(path) ?? null
        // what stood when older history happened is not known here: it is seen when the index is built anew
        if (before === content && !keepAll) {
          this.#revisionCounts.unchanged++
          continue
        }
        if (content === null) this.currentContents.delete(path)
        else this.currentContents.set(path, content)
        this.#revisionCounts[content === null ? 'removed' : 'stored']++
        rows.push({ path, content, at, rank, origin })
        const seq = follows.size + rows.length
        this.#openGroup.revisions.push({ path, seq, at, rank, content, facts, before, cut: isHistoryCut(origin) })
      }
      start = end
    }
    if (!goesOn || late) this.#matchOpenGroup(late)
    const snapshots = chainRows(follows, rows)
    const last = snapshots.at(-1)
    if (last) this.#head = { size: last.seq, hash: last.hash }
    const judged = late ? null : { after, upTo: this.#head.size - (this.openGroupSize ?? 0) }
    return {
      follows,
      snapshots,
      judged,
      events: this.#matcher.takeChanged(),
      algorithm: indexFingerprint(this.eventIndex.rulings),
    }
  }

  /** Judges what happened at once. */
  #matchOpenGroup(late: boolean): void {
    const states = lastStates(this.#openGroup?.revisions ?? [])
    this.#openGroup = null
    if (!late && states.length > 0) this.#matcher.matchGroup(states)
  }
}

/** What happened at once, in an order that does not depend on how it was named; a page's own states stay in theirs. */
function sortedByPath(group: readonly ParsedRevision[]): readonly ParsedRevision[] {
  const sorted = group.every(({ path }, index) => index === 0 || group[index - 1]!.path <= path)
  return sorted ? group : group.toSorted((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0))
}

/** Records snapshots that are in the ledger already, for an index built anew. */
export function pageRevision(snapshot: Snapshot, facts: PageFacts | null, before: ContentHash | null): PageRevision {
  const { path, seq, at, rank, content, origin } = snapshot
  return { path, seq, at, rank, content, facts, before, cut: isHistoryCut(origin) }
}

/**
 * What a group comes to: of several states of one page only the last stands, as where a burst of saves was folded. The
 * others are kept as snapshots and make no version.
 */
export function lastStates(group: readonly PageRevision[]): readonly PageRevision[] {
  const last = new Map<PagePath, PageRevision>()
  for (const revision of group) {
    const earlier = last.get(revision.path)
    last.set(revision.path, earlier ? { ...revision, before: earlier.before } : revision)
  }
  return last.size === group.length ? group : [...last.values()].filter(({ before, content }) => before !== content)
}

/** Snapshots that happened at once belong to one group; the same rule as the sources'. */
export function groupOf({ origin, seq, rank }: Snapshot): string {
  if (origin.kind === 'commit') return origin.sha
  return origin.kind === 'file' ? `scan:${rank}` : String(seq)
}

function isHistoryCut(origin: Origin): boolean {
  return origin.kind === 'commit' && origin.cut === true
}
