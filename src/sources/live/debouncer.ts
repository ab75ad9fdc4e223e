import type { PagePath } from '../../model/page.ts'
import type { FileStamp } from '../files/stamp.ts'

/** A page that changed and has not settled yet. Times are those of `performance.now()`. */
export interface PendingPage {
  readonly path: PagePath
  /** Times of the first and the last change hint. */
  readonly firstHintAt: number
  lastHintAt: number
  /** When to check it next. */
  dueAt: number
  /** A hint or a scan that saw the folder's names did not find it. */
  reportedGone: boolean
  /** The stamp at the last check. Null after a later hint. */
  stamp: FileStamp | null
  /** Since when the page is missing or empty, or null. Some editors remove or empty a page for a moment while they save it. */
  missingSince: number | null
  /** The page did not exist before. */
  isNew: boolean
  /** The states read so far. Each differs from the one before. `modified`: the file's time, milliseconds since 1970. */
  readonly states: { readonly bytes: Uint8Array; readonly modified: number }[]
}

/** The upper limit of the quiet time. A page is read soon after each save, so that every state is kept. */
const maxQuietMs = 50

/** The changed pages. Each is due when no change hint has come for the quiet time. */
export class Debouncer {
  /** Milliseconds without a hint after which a page is checked. */
  readonly quietMs: number
  /** Milliseconds after which a page is checked even if hints continue. */
  readonly maxWaitMs: number
  readonly #pages = new Map<PagePath, PendingPage>()

  /** @param settleMs milliseconds without a change after which the states of a page are reported */
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
   * Records a change hint.
   * @param seen the stamp at that time, if it is known
   * @returns when the page is due
   */
  recordHint(path: PagePath, at: number, { gone = false, seen = null as FileStamp | null } = {}): number {
    const known = this.#pages.get(path)
    // The maximum wait counts from the first hint, for pages that never rest.
    const dueAt = Math.min(at + this.quietMs, Math.max(at, (known?.firstHintAt ?? at) + this.maxWaitMs))
    const hint = { lastHintAt: at, dueAt, reportedGone: gone, stamp: seen }
    if (known !== undefined) Object.assign(known, hint)
    else this.#pages.set(path, { ...hint, path, firstHintAt: at, missingSince: null, isNew: false, states: [] })
    return dueAt
  }

  /** Takes the pages that are due. The caller postpones or drops each of them. */
  takeDue(at: number, maxPages: number): PendingPage[] {
    const duePages = this.#pages
      .values()
      .filter((page) => page.dueAt <= at)
      .take(maxPages)
      .toArray()
    for (const page of duePages) page.dueAt = Number.POSITIVE_INFINITY
    return duePages
  }

  /** Sets when to check a page again. An earlier hint wins. */
  postpone(page: PendingPage, due: number): void {
    page.dueAt = Math.min(page.dueAt, due)
  }

  drop(page: PendingPage): void {
    if (this.#pages.get(page.path) === page) this.#pages.delete(page.path)
  }

  /** When the next page is due. Infinity if none waits. */
  nextDueAt(): number {
    let earliest = Number.POSITIVE_INFINITY
    for (const { dueAt } of this.#pages.values()) earliest = Math.min(earliest, dueAt)
    return earliest
  }
}
