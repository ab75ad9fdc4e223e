import { Rulings } from '../identity/rulings/rulings.ts'
import { comparing } from '../model/compare.ts'
import type { PagePath } from '../model/page.ts'
import type { Plan } from '../model/plan.ts'
import type { ContentHash, LedgerHead, Origin, Snapshot } from '../model/revision.ts'
import type { Instant } from '../model/time.ts'
import { EventIndex } from './index/event-index.ts'
import type { PageFacts } from './index/page-facts.ts'
import { chainRows } from './ledger/ledger.ts'
import { type PageRevision, type VersionCounts, VersionMatcher } from './matching/version-matcher.ts'

/** Version of the algorithms that compute events and versions from snapshots, below 1000. */
const algorithmVersion = 9

/**
 * A number that identifies the algorithms and rulings that an index was computed with. An index with another number is
 * rebuilt.
 */
export function indexFingerprint(rulings: Rulings): number {
  return algorithmVersion + 1000 * rulings.fingerprint
}

/** A revision whose content was parsed. */
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

/** Counts of the revisions given to a planner, and of what they added. */
export interface PlanCounts extends VersionCounts {
  stored: number
  removed: number
  unchanged: number
}

/**
 * Turns revisions, in chronological order, into plans that continue a ledger. Each plan continues the one before, whether
 * or not that one is stored yet.
 */
export class Planner {
  readonly eventIndex: EventIndex
  /** The current content of each path. */
  readonly currentContents = new Map<PagePath, ContentHash>()
  readonly #matcher: VersionMatcher
  readonly #revisionCounts: Pick<PlanCounts, 'stored' | 'removed' | 'unchanged'>
  #head: LedgerHead
  /** A group that is not complete yet; it is matched once it is. */
  #openGroup: { readonly group: string; readonly revisions: PageRevision[] } | null = null

  /** @param counts the counts so far */
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

  /** A copy of the counts so far. */
  get counts(): PlanCounts {
    const { events, versions, titleChanges, folded } = this.#matcher.counts
    return { ...this.#revisionCounts, events, versions, titleChanges, folded: { ...folded } }
  }

  get head(): LedgerHead {
    return this.#head
  }

  /** The number of snapshots that wait for the rest of their group; null where no group is open. */
  get openGroupSize(): number | null {
    return this.#openGroup?.revisions.length ?? null
  }

  /** Sets another end of the ledger, once the rows up to it are in the index. */
  set head(head: LedgerHead) {
    this.#head = head
  }

  /**
   * @param late the revisions are older than recorded ones: they are stored, and the index must be rebuilt
   * @param goesOn the last group is not complete yet: a later plan matches it
   * @param keepAll also revisions that repeat a path's current content are stored
   * @returns a plan without its contents and its run
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

  #matchOpenGroup(late: boolean): void {
    const states = lastStates(this.#openGroup?.revisions ?? [])
    this.#openGroup = null
    if (!late && states.length > 0) this.#matcher.matchGroup(states)
  }
}

/** Sorts a group by path, so that its order does not depend on the source; the states of one page keep their order. */
function sortedByPath(group: readonly ParsedRevision[]): readonly ParsedRevision[] {
  const sorted = group.every(({ path }, index) => index === 0 || group[index - 1]!.path <= path)
  return sorted ? group : group.toSorted(comparing(({ path }) => path))
}

/** A snapshot as input of the `VersionMatcher`, when an index is rebuilt. */
export function pageRevision(snapshot: Snapshot, facts: PageFacts | null, before: ContentHash | null): PageRevision {
  const { path, seq, at, rank, content, origin } = snapshot
  return { path, seq, at, rank, content, facts, before, cut: isHistoryCut(origin) }
}

/**
 * The last state of each page in a group. Earlier states of a burst of saves are kept as snapshots and make no version.
 */
export function lastStates(group: readonly PageRevision[]): readonly PageRevision[] {
  const last = new Map<PagePath, PageRevision>()
  for (const revision of group) {
    const earlier = last.get(revision.path)
    last.set(revision.path, earlier ? { ...revision, before: earlier.before } : revision)
  }
  return last.size === group.length ? group : [...last.values()].filter(({ before, content }) => before !== content)
}

/** Equal for snapshots of one group, by the rule of the sources: one commit, or one scan. */
export function groupOf({ origin, seq, rank }: Snapshot): string {
  if (origin.kind === 'commit') return origin.sha
  return origin.kind === 'file' ? `scan:${rank}` : String(seq)
}

function isHistoryCut(origin: Origin): boolean {
  return origin.kind === 'commit' && origin.cut === true
}
