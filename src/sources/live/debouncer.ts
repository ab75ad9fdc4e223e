import type { PagePath } from '../../model/page.ts'
import type { FileStamp } from '../files/stamp.ts'

/** A state of a page as it was read. `modified`: the file's own time, milliseconds since 1970. */
export interface PageState {
  readonly bytes: Uint8Array
  readonly modified: number
}

/** A page that changed and has not settled yet. Moments are milliseconds of a clock that only goes forward. */
export interface PendingPage {
  readonly path: PagePath
  /** The first sign of a change, and the last. */
  readonly firstHintAt: number
  lastHintAt: number
  /** When to look at it next. */
  dueAt: number
  /** Said to be gone by somebody who saw the names in its folder. */
  reportedGone: boolean
  /** What it was like when it was looked at last; null where that says nothing, since it has changed after. */
  stamp: FileStamp | null
  /** Since when it has been gone, or empty, as a page is for a moment while some editors save it; null while it is neither. */
  missingSince: number | null
  /** It was not there before it was read. */
  isNew: boolean
  /** The states that were read so far, all different from their neighbours. */
  readonly states: PageState[]
}

/** However long saves are folded, each is read soon, so that it can be kept. */
const maxQuietMs = 50

/** The pages that changed, each waited for until no sign of a change has come for a while. */
export class Debouncer {
  /** Milliseconds without a sign after which a page is looked at. */
  readonly quietMs: number
  /** The longest that a page is waited for which never rests. */
  readonly maxWaitMs: number
  readonly #pages = new Map<PagePath, PendingPage>()

  /** @param settleMs milliseconds without a change after which what was read is handed over */
  constructor(settleMs: number, maxWaitMs = Math.max(10_000, 5 * settleMs)) {
    this.quietMs = Math.min(settleMs, maxQuietMs)
    this.maxWaitMs = maxWaitMs
  }

  get size(): number {
    return this.#pages.size
  }

  get(path: PagePath): PendingPage | undefined {
    return this.#pages.get(path)
  }

  all(): PendingPage[] {
    return [...this.#pages.values()]
  }

  /**
   * Something happened to a page.
   * @param seen what it was like then, where somebody looked
   * @returns when it is to be looked at
   */
  recordHint(path: PagePath, at: number, { gone = false, seen = null as FileStamp | null } = {}): number {
    const page = this.#pages.get(path) ?? this.#addPage(path, at)
    page.lastHintAt = at
    page.reportedGone = gone
    page.stamp = seen
    // one that never rests is looked at all the same
    page.dueAt = Math.min(at + this.quietMs, Math.max(at, page.firstHintAt + this.maxWaitMs))
    return page.dueAt
  }

  /** The pages to look at; who takes them says when to look again, or drops them. */
  takeDue(at: number, maxPages: number): PendingPage[] {
    const duePages = this.#pages
      .values()
      .filter((page) => page.dueAt <= at)
      .take(maxPages)
      .toArray()
    for (const page of duePages) page.dueAt = Number.POSITIVE_INFINITY
    return duePages
  }

  /** To be looked at then, or when the next sign says so. */
  postpone(page: PendingPage, due: number): void {
    page.dueAt = Math.min(page.dueAt, due)
  }

  drop(page: PendingPage): void {
    if (this.#pages.get(page.path) === page) this.#pages.delete(page.path)
  }

  /** When the next page is to be looked at; Infinity where none waits. */
  nextDueAt(): number {
    let earliest = Number.POSITIVE_INFINITY
    for (const { dueAt: due } of this.#pages.values()) earliest = Math.min(earliest, due)
    return earliest
  }

  #addPage(path: PagePath, at: number): PendingPage {
    const page = {
      path,
      firstHintAt: at,
      lastHintAt: at,
      dueAt: at,
      reportedGone: false,
      stamp: null,
      missingSince: null,
      isNew: false,
      states: [],
    }
    this.#pages.set(path, page)
    return page
  }
}
