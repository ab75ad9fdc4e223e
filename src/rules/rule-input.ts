import type { Rulings } from '../identity/rulings/rulings.ts'
import type { EventId, VersionRecord } from '../model/event.ts'
import type { ChangesEntry, Page, PagePath } from '../model/page.ts'
import type { Instant } from '../model/time.ts'
import type { RegeneratedPartChange } from '../page/regenerated-part.ts'
import type { LocalLink } from '../page/sections/local-links.ts'

/** The input of all rules: what a range touches, at its base (`before`) and at its head (`after`). */
export interface RuleInput {
  /** Pages that differ, sorted by path. */
  readonly pages: readonly CheckedPage[]
  /** Pages that differ only in a part that the site generates, sorted by path. They are not in `pages`. */
  readonly regenerated: readonly RegeneratedPage[]
  /** Events that the range touches, sorted by the path of the page that reports them. */
  readonly events: readonly CheckedEvent[]
  /** Whether a page exists on a side. It is known for all paths that the pages link to. */
  exists(path: PagePath, side: 'before' | 'after'): boolean
  /** Whether an alias or a redirect leads from a path without a page to another page. */
  redirects(path: PagePath, side: 'before' | 'after'): boolean
  /** The time of the checked state: the head's commit time, or now for files on disk. */
  readonly at: Instant
  /** True where base and head have no known common ancestor. */
  readonly unrelated: boolean
  /** The rulings of people on which pages are one event. */
  readonly rulings: Rulings
}

/** A page that the range touches. */
export interface CheckedPage {
  readonly path: PagePath
  /** The page at the base, for a moved page at its former path; null: it did not exist. */
  readonly before: PageState | null
  /** The page at the head; null: it was deleted or moved away. */
  readonly after: PageState | null
  /** The former path of a moved page; null for other pages. */
  readonly movedFrom: PagePath | null
  /** The new path, on the entry of a path whose page was moved away; null for other pages. */
  readonly movedTo: PagePath | null
}

/** A page that differs only in a part that the site generates. */
export interface RegeneratedPage extends RegeneratedPartChange {
  readonly path: PagePath
}

/** A page at the base or at the head. */
export interface PageState {
  readonly page: Page
  readonly text: string
  readonly links: readonly LocalLink[]
  /** The folder that the site is mounted at, as `mountOf` finds it. */
  readonly mount: string
}

/** An event that the range touches. */
export interface CheckedEvent {
  /** Null where too little of the history is known to identify the event. */
  readonly id: EventId | null
  /** The known versions, oldest first. */
  readonly versions: readonly VersionRecord[]
  /** The version at the base; null: the event is new. */
  readonly former: VersionRecord | null
  /** The version at the head; the last version where no page reports the event there. */
  readonly current: VersionRecord
  /** False where no page reports the event at the head. */
  readonly live: boolean
  /** True where the event has pages of its own; false where it is one of many on a portal page. */
  readonly single: boolean
  /** The page that reports the event at the head; null where there is none, or where the range does not touch it. */
  readonly page: CheckedPage | null
  /** The same page, touched or not; null where there is none, or where it cannot be read. */
  readonly currentPage: EventPage | null
  /** The page that reported the event at the base, touched or not; null where there was none. */
  readonly formerPage: EventPage | null
  /** Every page that reports the event at the head, pages with a former title included. */
  readonly shown: readonly PagePath[]
  /** The same at the base. */
  readonly formerlyShown: readonly PagePath[]
  /** The entries that the page's Changes section should have. `line` is 0 for an entry that it lacks. */
  readonly entries: readonly ChangesEntry[]
  /** True where the clone lacks the history before the first known version. */
  readonly cut: boolean
}

/** A page that reports an event, at the base or at the head. */
export interface EventPage {
  readonly path: PagePath
  readonly state: PageState
}

/** The base as the input of a state rule, each page at its former path: it finds what was wrong before the range. */
export function baseInputOf(input: RuleInput): RuleInput {
  return {
    ...input,
    pages: input.pages
      .filter(({ before }) => before !== null)
      .map((page) => ({ ...page, path: page.movedFrom ?? page.path, after: page.before })),
    regenerated: input.regenerated.map((page) => ({ ...page, after: page.before })),
    events: [],
    exists: (path) => input.exists(path, 'before'),
    redirects: (path) => input.redirects(path, 'before'),
  }
}
