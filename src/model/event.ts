import type { Change } from './change.ts'
import type { PagePath, VersionLabel } from './page.ts'
import type { ContentHash, Origin } from './revision.ts'
import type { Day, Instant } from './time.ts'

export type EventId = string & { readonly brand: 'EventId' }

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
  readonly value: string
  readonly weight: number
}

/** Why a wording was joined to an event: the score, 0 to 1, and the evidence it sums up. */
export interface MatchEvidence {
  readonly score: number
  readonly reasons: readonly Reason[]
}

/** One editorial state of an event, as the index keeps it. Numbered from 1 within its event. */
export interface VersionRecord {
  readonly title: string
  readonly topic: string | null
  readonly day: Day | null
  readonly sources: readonly string[]
  readonly path: PagePath
  /** Fingerprint of the body's normalised text, '' for an empty body; null where only a page's Changes section claims the version. */
  readonly body: string | null
  /** When it began to stand; null where that is only claimed, or cut off. */
  readonly from: Instant | null
  /** The first moment without this wording; null while it stands. */
  readonly until: Instant | null
  /** Ledger number of the snapshot that first showed it, or whose Changes section claims it. */
  readonly seq: number
  /** Which event of that page, from 0. */
  readonly item: number
  readonly claimed: boolean
  /** What the front matter of its page called the event or the page. */
  readonly key?: string
  readonly link: MatchEvidence | null
  /** The events that it merged with or split from, where there are any. */
  readonly kin?: readonly Relation[]
  /** When no page told it before it came back as it was, where that happened. */
  readonly gone?: readonly Absence[]
}

/** A time in which no page told an event that came back. */
export interface Absence {
  readonly from: Instant
  readonly until: Instant
}

/**
 * How a version came about, or ended, together with another event: it took that one in, or ended in it; a part of it became
 * that one, or it was a part of that one.
 */
export interface Relation {
  readonly kind: 'merged' | 'merged-into' | 'split' | 'split-from'
  readonly event: EventId
}

/** An event as the index keeps it: a judgement over snapshots that can be dropped and rebuilt. */
export interface EventRecord {
  readonly id: EventId
  /** Oldest first, never empty. */
  readonly versions: readonly VersionRecord[]
  /** Every path that told it, oldest first. */
  readonly paths: readonly PagePath[]
  /** The paths whose latest state tells it. */
  readonly shown: readonly PagePath[]
  /** False once no page tells it any more. */
  readonly live: boolean
  /** Snapshots that showed it again with nothing editorial changed. */
  readonly folded: number
  /** Ledger number of the last snapshot that concerned it. */
  readonly seq: number
}

/** A version as told: with its label, its origin and what changed. */
export interface Version {
  readonly number: number
  readonly label: VersionLabel
  readonly title: string
  readonly topic: string | null
  readonly day: Day | null
  readonly path: PagePath
  readonly sources: readonly string[]
  readonly from: Instant | null
  readonly until: Instant | null
  readonly origin: Origin | { readonly kind: 'page' }
  readonly snapshot: ContentHash | null
  readonly changes: readonly Change[]
  readonly link: MatchEvidence | null
  readonly kin: readonly Relation[]
  /** When no page told the event while this was its wording, or before the next one came. */
  readonly gone: readonly Absence[]
}

/** An event's versions in order, from "First version" to "Current version". */
export interface History {
  readonly event: {
    readonly id: EventId
    readonly day: Day | null
    readonly topic: string | null
    readonly title: string
    readonly paths: readonly PagePath[]
    readonly live: boolean
  }
  readonly versions: readonly Version[]
}
