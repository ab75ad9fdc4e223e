import type { History, MatchEvidence } from './event.ts'
import type { PagePath } from './path.ts'
import type { Instant } from './time.ts'

/** What a person decides about two pages, whatever their score: `same` is one event, `other` is two events. */
export type RulingKind = 'same' | 'other'

/** A page in a ruling. The title names one event of a page that reports several, or one of its former titles. */
export interface PageRef {
  readonly path: PagePath
  /** Null: the page's only event, under all of its titles. */
  readonly title: string | null
}

/** A decision of a person on whether two pages report one event: a line of `variorum.links`. */
export interface Ruling {
  readonly verdict: RulingKind
  readonly a: PageRef
  readonly b: PageRef
  /** The person's reason; null where none is given. */
  readonly reason: string | null
}

/** A summary of an event. */
export interface EventBrief extends Pick<History['event'], 'id' | 'title' | 'day' | 'paths'> {
  /** How many versions the event has. */
  readonly versions: number
}

/** Consecutive versions that a rebuild of the index moved to another event, or dropped. */
export interface ReassignedVersions {
  /** Title of the first version, as are path and time. */
  readonly title: string
  readonly path: PagePath
  /** Start of the first version; null where it is not known. */
  readonly at: Instant | null
  /** How many versions. */
  readonly versions: number
  /** `joined`: they are part of another event now. `parted`: they are an event of their own. `dissolved`: they are dropped. */
  readonly what: 'joined' | 'parted' | 'dissolved'
  /** The event before the rebuild. */
  readonly from: EventBrief
  /** The event after the rebuild. Of dropped versions, the event that their page reports now; null where there is none. */
  readonly to: EventBrief | null
  /** Why they joined; null where they parted, or where the path did not change. */
  readonly link: MatchEvidence | null
}

/** A merge or split that a rebuild of the index found or dropped. */
export interface RelationChange {
  readonly what: 'found' | 'lost'
  readonly kind: 'merged' | 'split'
  /** When the events merged or split. */
  readonly at: Instant | null
  /** The event that took the other in, or from which the other was split. */
  readonly whole: EventBrief
  readonly part: EventBrief
}

/** What a rebuild of the index changed. */
export interface IndexChanges {
  readonly rejudged: readonly ReassignedVersions[]
  readonly kin: readonly RelationChange[]
}

/** The result of a ruling. */
export interface RulingReport {
  readonly ruling: Ruling
  /** The file with the rulings, from the archive's root. */
  readonly file: PagePath
  /** The ruling's line, and the lines that go with it to keep all versions of both events together. */
  readonly lines: readonly string[]
  /** `written`: the lines are in the file now. `stood`: they were there before. `planned`: a dry run wrote nothing. */
  readonly state: 'written' | 'stood' | 'planned'
  /** Lines that the new ones replace. */
  readonly replaced: readonly string[]
  /** The events of both pages before the ruling; `after`: after it. */
  readonly before: readonly EventBrief[]
  readonly after: readonly EventBrief[]
  /** How many other events the ruling changed. */
  readonly others: number
  /** Whether the index follows the ruling; null where a page is not recorded yet. */
  readonly met: boolean | null
  /** Why the index cannot follow the ruling, as half a sentence; null where it does. */
  readonly obstacle: string | null
}
