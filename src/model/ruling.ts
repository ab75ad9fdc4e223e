import type { EventId, MatchEvidence } from './event.ts'
import type { PagePath } from './path.ts'
import type { Day, Instant } from './time.ts'

/** What a person says of two wordings, whatever the score: that they are one event, or that they are two. */
export type RulingKind = 'same' | 'other'

/** What a page tells; with a title what it told under that title, where it tells many events or has told several. */
export interface PageRef {
  readonly path: PagePath
  readonly title: string | null
}

export interface Ruling {
  readonly verdict: RulingKind
  readonly a: PageRef
  readonly b: PageRef
  /** Why, in the person's words. */
  readonly reason: string | null
}

/** An event in few words. */
export interface EventBrief {
  readonly id: EventId
  readonly title: string
  readonly day: Day | null
  readonly versions: number
  readonly paths: readonly PagePath[]
}

/** Versions that are told by another event than before, or by none, as the record was judged anew. */
export interface ReassignedVersions {
  /** The first of them. */
  readonly title: string
  readonly path: PagePath
  readonly at: Instant | null
  readonly versions: number
  /** They became part of another event, are an event of their own now, or are no versions any more, and their event is gone. */
  readonly what: 'joined' | 'parted' | 'dissolved'
  /** The events as they were, and as they are; of a dissolved one the event that its page tells now, if any. */
  readonly from: EventBrief
  readonly to: EventBrief | null
  /** Why they joined; null where they were parted, or where the page was the same. */
  readonly link: MatchEvidence | null
}

/** Two events of which it is said now, or not any more, that one took in the other, or that it was cut out of it. */
export interface RelationChange {
  readonly what: 'found' | 'lost'
  readonly kind: 'merged' | 'split'
  readonly at: Instant | null
  readonly whole: EventBrief
  readonly part: EventBrief
}

/** What a record tells otherwise since it was judged anew. */
export interface IndexChanges {
  readonly rejudged: readonly ReassignedVersions[]
  readonly kin: readonly RelationChange[]
}

/** What a ruling came to. */
export interface RulingReport {
  readonly ruling: Ruling
  /** The file that it stands in, from the archive's root. */
  readonly file: PagePath
  /** Its line there, and those that go with it so that all of both events stays together. */
  readonly lines: readonly string[]
  /** `stood`: the very line was there already. `planned`: it is not written, only said what it would come to. */
  readonly state: 'written' | 'stood' | 'planned'
  /** Lines that it takes the place of. */
  readonly replaced: readonly string[]
  /** The events that the two were, and are now. */
  readonly before: readonly EventBrief[]
  readonly after: readonly EventBrief[]
  /** How many other events are told otherwise now. */
  readonly others: number
  /** Whether the record follows it; null where a page is not recorded yet. */
  readonly met: boolean | null
  /** Why the record cannot follow, as half a sentence; null where it does. */
  readonly obstacle: string | null
}
