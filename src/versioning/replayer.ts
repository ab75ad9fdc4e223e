import { Rulings } from '../identity/rulings/rulings.ts'
import type { EventRecord } from '../model/event.ts'
import type { PagePath } from '../model/page.ts'
import type { ContentHash } from '../model/revision.ts'
import { EventIndex } from './index/event-index.ts'
import { type PageRevision, type VersionCounts, VersionMatcher } from './matching/version-matcher.ts'

/**
 * Replays page revisions in chronological order: it knows the current content of each path, collects the revisions of a
 * group, and matches a whole group with the events of an index.
 */
export class Replayer {
  readonly eventIndex: EventIndex
  /** The current content of each path. */
  readonly currentContents = new Map<PagePath, ContentHash>()
  readonly #matcher: VersionMatcher
  /** Revisions of the group that is not matched yet. */
  #group: PageRevision[] = []

  constructor(rulings = Rulings.none) {
    this.eventIndex = new EventIndex(rulings)
    this.#matcher = new VersionMatcher(this.eventIndex)
  }

  /** Counts of events and versions; the object is live, and a caller may set its start values. */
  get counts(): VersionCounts {
    return this.#matcher.counts
  }

  /** Number of revisions in the open group. */
  get groupSize(): number {
    return this.#group.length
  }

  /**
   * Adds a revision to the open group.
   * @param keepUnchanged adds a revision with the current content of its path too
   * @returns false for a revision that was not added, because its path has this content already
   */
  add(revision: Omit<PageRevision, 'before'>, keepUnchanged = false): boolean {
    const { path, content } = revision
    const before = this.currentContents.get(path) ?? null
    if (before === content && !keepUnchanged) return false
    if (content === null) this.currentContents.delete(path)
    else this.currentContents.set(path, content)
    this.#group.push({ ...revision, before })
    return true
  }

  /** Matches the open group and closes it. */
  matchGroup(): void {
    const states = lastStates(this.#group)
    this.#group = []
    if (states.length > 0) this.#matcher.matchGroup(states)
  }

  /** Closes the open group and does not match it. */
  discardGroup(): void {
    this.#group = []
  }

  /** The events that changed since the last call. */
  takeChanged(): EventRecord[] {
    return this.#matcher.takeChanged()
  }
}

/**
 * The last state of each page in a group. Earlier states, as from a burst of saves, make no version. A page that ends with
 * the content that it had before the group is left out.
 */
function lastStates(group: readonly PageRevision[]): readonly PageRevision[] {
  const last = new Map<PagePath, PageRevision>()
  for (const revision of group) {
    const earlier = last.get(revision.path)
    last.set(revision.path, earlier ? { ...revision, before: earlier.before } : revision)
  }
  return last.size === group.length ? group : [...last.values()].filter(({ before, content }) => before !== content)
}
