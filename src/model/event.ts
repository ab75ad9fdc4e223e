import type { Change } from './change.ts'
import type { PagePath, VersionLabel } from './page.ts'
import type { ContentHash, Origin } from './revision.ts'
import type { Day, Instant } from './time.ts'

/** Identifies an event in its archive. It stays when title, slug, path or day change. */
export type EventId = string & { readonly brand: 'EventId' }

/** A kind of evidence for or against two wordings being one event. */
export type ReasonKind =
  | 'same-path'
  | 'moved-path'
  | 'same-neighbours'
  | 'same-title'
  | 'shared-source'
  | 'same-day'
  | 'near-day'
  | 'same-topic'
  | 'title-likeness'
  | 'body-likeness'
  | 'slug-prefix'
  | 'explicit-link'
  | 'alias'
  | 'explicit-id'
  | 'ruling'
  | 'conflict'

/** One piece of evidence for (weight above 0) or against (below 0) two wordings being one event. */
export interface Reason {
  readonly kind: ReasonKind
  /** What the evidence is based on, such as the shared URL. */
  readonly value: string
  /** Log odds that the reason adds to the score. */
  readonly weight: number
}

/** Why a wording belongs to an event. */
export interface MatchEvidence {
  /** Probability from 0 to 1 that both wordings are one event. From 0.5 on they are. */
  readonly score: number
  readonly reasons: readonly Reason[]
}

/** One editorial state of an event, as the index stores it. */
export interface VersionRecord {
  readonly title: string
  readonly topic: string | null
  readonly day: Day | null
  /** URLs of the cited sources, in page order. */
  readonly sources: readonly string[]
  readonly path: PagePath
  /** Fingerprint of the normalised body, '' for an empty body; null where only a Changes section claims the version. */
  readonly body: string | null
  /** When it became current; null where a Changes section claims it without that time, or where the history is cut off. */
  readonly from: Instant | null
  /** When it was replaced; null for the current version. */
  readonly until: Instant | null
  /** Ledger number of the snapshot that first has it, or whose Changes section claims it. */
  readonly seq: number
  /** Position of the event on that page, from 0. */
  readonly item: number
  /** True where only a Changes section names the version: no snapshot has it. */
  readonly claimed: boolean
  /** The id of the event or of the page in the front matter. */
  readonly key?: string
  /** Why the version belongs to the event; null for the first version, and where no decision was needed. */
  readonly link: MatchEvidence | null
  /** The merges and splits with other events at this version. */
  readonly kin?: readonly Relation[]
  /** The times in which no page reported the event before it returned with this wording. */
  readonly gone?: readonly Absence[]
}

/** A time in which no page reported an event. */
export interface Absence {
  readonly from: Instant
  readonly until: Instant
}

/**
 * A merge or a split between two events, seen from one of them. `merged`: the other event became part of this one.
 * `merged-into`: this one became part of the other. `split`: a part of this one became the other. `split-from`: this one was a
 * part of the other.
 */
export interface Relation {
  readonly kind: 'merged' | 'merged-into' | 'split' | 'split-from'
  /** The other event. */
  readonly event: EventId
}

/** An event as the index stores it. It is computed from the snapshots, so it can be dropped and rebuilt. */
export interface EventRecord {
  readonly id: EventId
  /** Oldest first, never empty. */
  readonly versions: readonly VersionRecord[]
  /** Every path whose page has reported the event, oldest first. */
  readonly paths: readonly PagePath[]
  /** The paths whose latest snapshot reports the event. */
  readonly shown: readonly PagePath[]
  /** False where no page reports the event now. */
  readonly live: boolean
  /** Snapshots that repeat the event without an editorial change. */
  readonly folded: number
  /** Ledger number of the last snapshot that reported or ended the event. */
  readonly seq: number
}

type SharedFields = 'title' | 'topic' | 'day' | 'path' | 'sources' | 'from' | 'until' | 'link'

/** A version of a history: with its label, its origin and its changes. */
export interface Version extends Pick<VersionRecord, SharedFields> {
  /** From 1 within its event. */
  readonly number: number
  readonly label: VersionLabel
  /** Where the version comes from; `page` where only a Changes section claims it. */
  readonly origin: Origin | { readonly kind: 'page' }
  /** The page's exact bytes at this version; null where only a Changes section claims it. */
  readonly snapshot: ContentHash | null
  /** What differs from the version before, a row for each field. */
  readonly changes: readonly Change[]
  readonly kin: readonly Relation[]
  /** Times in which no page reported the event while this was its latest version. */
  readonly gone: readonly Absence[]
}

/** An event's versions in order, from "First version" to "Current version". */
export interface History {
  /** The event as its latest version has it. */
  readonly event: Pick<EventRecord, 'id' | 'paths' | 'live'> & Pick<Version, 'day' | 'topic' | 'title'>
  readonly versions: readonly Version[]
}
