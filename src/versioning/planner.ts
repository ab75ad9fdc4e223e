import { Rulings } from '../identity/rulings/rulings.ts'
import { comparing } from '../model/compare.ts'
import type { PagePath } from '../model/page.ts'
import type { Plan } from '../model/plan.ts'
import type { ContentHash, LedgerHead, Origin, Snapshot } from '../model/revision.ts'
import type { Instant } from '../model/time.ts'
import type { EventIndex } from './index/event-index.ts'
import type { PageFacts } from './index/page-facts.ts'
import { chainRows } from './ledger/ledger.ts'
import type { PageRevision, VersionCounts } from './matching/version-matcher.ts'
import { Replayer } from './replayer.ts'

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
 * Turns revisions in chronological order into plans that continue a ledger. It remembers what it planned, so the next plan
 * continues from there, even if the first is not stored yet.
 */
export class Planner {
  readonly eventIndex: EventIndex
  /** The current content of each path. */
  readonly currentContents: Map<PagePath, ContentHash>
  readonly #replayer: Replayer
  readonly #revisionCounts: Pick<PlanCounts, 'stored' | 'removed' | 'unchanged'>
  #head: LedgerHead
  /** The group that may get more revisions; it is matched once it is complete. */
  #openGroup: string | null = null

  /** @param counts start values */
  constructor(head: LedgerHead, counts?: PlanCounts, rulings = Rulings.none) {
    this.#replayer = new Replayer(rulings)
    this.eventIndex = this.#replayer.eventIndex
    this.currentContents = this.#replayer.currentContents
    this.#head = head
    this.#revisionCounts = {
      stored: counts?.stored ?? 0,
      removed: counts?.removed ?? 0,
      unchanged: counts?.unchanged ?? 0,
    }
    if (counts) Object.assign(this.#replayer.counts, { ...counts, folded: { ...counts.folded } })
  }

  /** A copy of the counts of everything that was planned so far. */
  get counts(): PlanCounts {
    const { events, versions, titleChanges, folded } = this.#replayer.counts
    return { ...this.#revisionCounts, events, versions, titleChanges, folded: { ...folded } }
  }

  get head(): LedgerHead {
    return this.#head
  }

  /** Ledger rows that wait for the rest of their group; null without an open group. */
  get openGroupSize(): number | null {
    return this.#openGroup === null ? null : this.#replayer.groupSize
  }

  /** Continues from another end of the ledger, after the caller loaded the rows in between. */
  set head(head: LedgerHead) {
    this.#head = head
  }

  /**
   * @param late the revisions are older than recorded ones: they are stored, and the index has to be rebuilt
   * @param goesOn the last group is incomplete: it is matched with a later plan
   * @param keepAll also stores revisions with the current content of their path
   * @returns a plan without contents and run
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
      if (this.#openGroup !== group) this.#closeGroup(late)
      this.#openGroup = group
      // by path, so that a group's name does not matter; the states of one page keep their order
      for (const revision of revisions.slice(start, end).sort(comparing(({ path }) => path))) {
        const { path, at, rank, origin, content, facts } = revision
        const seq = follows.size + rows.length + 1
        const isStored = this.#replayer.add({ path, seq, at, rank, content, facts, cut: isHistoryCut(origin) }, keepAll)
        this.#revisionCounts[!isStored ? 'unchanged' : content === null ? 'removed' : 'stored']++
        if (isStored) rows.push({ path, content, at, rank, origin })
      }
      start = end
    }
    if (!goesOn || late) this.#closeGroup(late)
    const snapshots = chainRows(follows, rows)
    const last = snapshots.at(-1)
    if (last) this.#head = { size: last.seq, hash: last.hash }
    const judged = late ? null : { after, upTo: this.#head.size - (this.openGroupSize ?? 0) }
    return {
      follows,
      snapshots,
      judged,
      events: this.#replayer.takeChanged(),
      algorithm: indexFingerprint(this.eventIndex.rulings),
    }
  }

  #closeGroup(late: boolean): void {
    this.#openGroup = null
    if (late) this.#replayer.discardGroup()
    else this.#replayer.matchGroup()
  }
}

/** A recorded snapshot as a revision to match again, for an index that is rebuilt. */
export function pageRevision(snapshot: Snapshot, facts: PageFacts | null): Omit<PageRevision, 'before'> {
  const { path, seq, at, rank, content, origin } = snapshot
  return { path, seq, at, rank, content, facts, cut: isHistoryCut(origin) }
}

/** Equal for snapshots of one group, by the rule of the sources: one commit, or one scan. */
export function groupOf({ origin, seq, rank }: Snapshot): string {
  if (origin.kind === 'commit') return origin.sha
  return origin.kind === 'file' ? `scan:${rank}` : String(seq)
}

function isHistoryCut(origin: Origin): boolean {
  return origin.kind === 'commit' && origin.cut === true
}
