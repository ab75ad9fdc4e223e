import type { Rulings } from '../identity/rulings/rulings.ts'
import type { EventId, VersionRecord } from '../model/event.ts'
import type { ChangesEntry, Page, PagePath } from '../model/page.ts'
import type { Instant } from '../model/time.ts'
import type { RegeneratedPartChange } from '../page/regenerated-part.ts'
import type { LocalLink } from '../page/sections/local-links.ts'

/** All that rules judge: what a range of commits touches, as it was and as it is. */
export interface RuleInput {
  /** Pages that differ, by path. */
  readonly pages: readonly CheckedPage[]
  /** Pages that differ in nothing but a part that their site makes, by path; they are not among the others. */
  readonly regenerated: readonly RegeneratedPage[]
  /** Events that the range touches, by the path of the page that tells them. */
  readonly events: readonly CheckedEvent[]
  /** Whether a page is there; known of all that the pages link to. */
  exists(path: PagePath, side: 'before' | 'after'): boolean
  /** Whether an alias or a redirect leads on from a path where nothing stands any more. */
  redirects(path: PagePath, side: 'before' | 'after'): boolean
  /** The moment of what is judged: the head's commit time, or now. */
  readonly at: Instant
  /** Nothing that the two sides have in common is known. */
  readonly unrelated: boolean
  /** What people said about who is who. */
  readonly rulings: Rulings
}

export interface CheckedPage {
  readonly path: PagePath
  /** Null: it was not there; where it was moved, as it was at its former place. */
  readonly before: PageState | null
  /** Null: it is not there any more. */
  readonly after: PageState | null
  /** Where it was, of a page that was moved; null for others. */
  readonly movedFrom: PagePath | null
  /** Where it is now, of a path whose page was moved; null for others. */
  readonly movedTo: PagePath | null
}

/** A page of which only a part that the site makes differs. */
export interface RegeneratedPage extends RegeneratedPartChange {
  readonly path: PagePath
}

/** A page on one side. */
export interface PageState {
  readonly page: Page
  readonly text: string
  readonly links: readonly LocalLink[]
  /** See `mountOf`. */
  readonly mount: string
}

/** An event that the range touches. */
export interface CheckedEvent {
  /** Null where too little of its history is known to tell. */
  readonly id: EventId | null
  /** As far as known, oldest first. */
  readonly versions: readonly VersionRecord[]
  /** What stood last before the range; null: the event is new. */
  readonly former: VersionRecord | null
  /** What stands now, or stood last where no page tells it any more. */
  readonly current: VersionRecord
  /** False where no page tells it any more. */
  readonly live: boolean
  /** Told by pages of their own, rather than as one of many on a page. */
  readonly single: boolean
  /** The touched page that tells it now; null where none does, or where that page is not touched. */
  readonly page: CheckedPage | null
  /** The same page, touched or not; null where none tells it, or where it could not be read. */
  readonly currentPage: EventPage | null
  /** The page that told it before, touched or not, as it was; null where there was none. */
  readonly formerPage: EventPage | null
  /** Every page that tells it now, or that it has left behind; and every one before. */
  readonly shown: readonly PagePath[]
  readonly formerlyShown: readonly PagePath[]
  /** What the page's Changes section should list. */
  readonly entries: readonly ChangesEntry[]
  /** Its first version is not known: history is cut off before it. */
  readonly cut: boolean
}

export interface EventPage {
  readonly path: PagePath
  readonly state: PageState
}

/** The same pages as they were, each at its former place, for what was the matter with them already. */
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
