import type { EventId, MatchEvidence, Reason, Version } from './event.ts'
import type { EventBrief, PageRef, RulingKind } from './ruling.ts'

/** Evidence that two wordings do not have. */
export type MissingEvidence = Pick<Reason, 'kind' | 'weight'>

/** The evidence for and against two wordings being one event. */
export interface SameEventComparison extends MatchEvidence {
  /** True where the score is 0.5 or more. */
  readonly same: boolean
  /** The score as log odds: the prior plus all weights. Above 0, the wordings are one event. */
  readonly odds: number
  /** Log odds without any evidence. They are below 0, because two random wordings are two events. */
  readonly prior: number
  /** Evidence that would raise the score, where the wordings are two events. */
  readonly wishes: readonly MissingEvidence[]
}

/** One of the two pages or events that `why` compares. */
export interface ComparedEvent {
  /** As the person typed it. */
  readonly name: string
  readonly ref: PageRef
  /** Null where the event is not recorded yet, or where the page reports many. */
  readonly event: EventBrief | null
  /** How many of its wordings were compared. */
  readonly wordings: number
  /** Whether a page reports one of these wordings now. */
  readonly stands: boolean
}

/** One of the two wordings of a pair. */
export interface ComparedWording extends Pick<Version, 'title' | 'day' | 'path'> {
  /** Null where the wording is not recorded yet. */
  readonly event: EventId | null
}

/** Two wordings and their evidence. */
export interface ComparedPair extends SameEventComparison {
  readonly a: ComparedWording
  readonly b: ComparedWording
}

/** Why a version belongs to its event. */
export type VersionMatch = Pick<Version, 'number' | 'title' | 'path' | 'link'>

/** Why two pages report one event, or two. */
export interface WhyReport {
  readonly a: ComparedEvent
  readonly b: ComparedEvent
  readonly same: boolean
  /** What decides: a ruling, the recorded history, or for pages that are not recorded yet, their evidence. */
  readonly by: 'ruling' | 'record' | 'evidence'
  /** The ruling on both, with its line and line number (1-based) in the file; null where there is none. */
  readonly ruling: { readonly verdict: RulingKind; readonly line: string; readonly number: number } | null
  /** Why both can never be one event, as half a sentence; null where they can. */
  readonly apart: string | null
  /** Why the record has two events despite the evidence for one, as half a sentence; null where it has not. */
  readonly missed: string | null
  /** The event of both, and the versions between them with their evidence; null where they are two events. */
  readonly record: { readonly event: EventBrief; readonly joinings: readonly VersionMatch[] } | null
  /** The pairs of wordings with the highest scores, best first. */
  readonly pairs: readonly ComparedPair[]
}
