import type { PagePath } from '../../model/page.ts'
import type { Stamp } from '../files/stamp.ts'

/** A state of a page as it was read. `modified`: the file's own time, milliseconds since 1970. */
export interface PageState {
  readonly bytes: Uint8Array
  readonly modified: number
}

/** A page that changed and has not settled yet. Moments are milliseconds of a clock that only goes forward. */
export interface Unsettled {
  readonly path: PagePath
  /** The first sign of a change, and the last. */
  readonly since: number
  last: number
  /** When to look at it next. */
  due: number
  /** Said to be gone by somebody who saw the names in its folder. */
  gone: boolean
  /** What it was like when it was looked at last; null where that says nothing, since it has changed after. */
  stamp: Stamp | null
  /** Since when it has been gone, or empty, as a page is for a moment while some editors save it; null while it is neither. */
  missing: number | null
  /** It was not there before it was read. */
  fresh: boolean
  /** The states that were read so far, all different from their neighbours. */
  readonly states: PageState[]
}

/** However long saves are folded, each is read soon, so that it can be kept. */
const shortRest = 50

/** The pages that changed, each waited for until no sign of a change has come for a while. */
export class Settling {
  /** Milliseconds without a sign after which a page is looked at. */
  readonly rest: number
  /** The longest that a page is waited for which never rests. */
  readonly longest: number
  readonly #pages = new Map<PagePath, Unsettled>()

  /** @param settle milliseconds without a change after which what was read is handed over */
  constructor(settle: number, longest = Math.max(10_000, 5 * settle)) {
    this.rest = Math.min(settle, shortRest)
    this.longest = longest
  }

  get size(): number {
    return this.#pages.size
  }

  get(path: PagePath): Unsettled | undefined {
    return this.#pages.get(path)
  }

  all(): Unsettled[] {
    return [...this.#pages.values()]
  }

  /**
   * Something happened to a page.
   * @param seen what it was like then, where somebody looked
   * @returns when it is to be looked at
   */
  sign(path: PagePath, at: number, { gone = false, seen = null as Stamp | null } = {}): number {
    const page = this.#pages.get(path) ?? this.#begin(path, at)
    page.last = at
    page.gone = gone
    page.stamp = seen
    // one that never rests is looked at all the same
    page.due = Math.min(at + this.rest, Math.max(at, page.since + this.longest))
    return page.due
  }

  /** The pages to look at; who takes them says when to look again, or drops them. */
  takeDue(at: number, most: number): Unsettled[] {
    const due = this.#pages
      .values()
      .filter((page) => page.due <= at)
      .take(most)
      .toArray()
    for (const page of due) page.due = Number.POSITIVE_INFINITY
    return due
  }

  /** To be looked at then, or when the next sign says so. */
  later(page: Unsettled, due: number): void {
    page.due = Math.min(page.due, due)
  }

  drop(page: Unsettled): void {
    if (this.#pages.get(page.path) === page) this.#pages.delete(page.path)
  }

  /** When the next page is to be looked at; Infinity where none waits. */
  next(): number {
    let next = Number.POSITIVE_INFINITY
    for (const { due } of this.#pages.values()) next = Math.min(next, due)
    return next
  }

  #begin(path: PagePath, at: number): Unsettled {
    const page = {
      path,
      since: at,
      last: at,
      due: at,
      gone: false,
      stamp: null,
      missing: null,
      fresh: false,
      states: [],
    }
    this.#pages.set(path, page)
    return page
  }
}
