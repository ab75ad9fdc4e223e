import type { EventId, MatchEvidence, Reason, ReasonKind } from './event.ts'
import type { PagePath } from './path.ts'
import type { EventBrief, PageRef, RulingKind } from './ruling.ts'
import type { Day } from './time.ts'

/** Evidence that is not there, and what it would weigh. */
export interface MissingEvidence {
  readonly kind: ReasonKind
  readonly weight: number
}

/** What speaks for and against two wordings being one event. */
export interface SameEventComparison {
  readonly same: boolean
  /** 0 to 1; from one half on they are one event. */
  readonly score: number
  /** The same as log odds: the prior and all weights together; above 0 they are one event. */
  readonly odds: number
  /** Where one begins before anything is known: two taken at random are two events. */
  readonly prior: number
  readonly reasons: readonly Reason[]
  /** What would have helped, where they are taken for two. */
  readonly wishes: readonly MissingEvidence[]
}

/** One of two that are compared. */
export interface ComparedEvent {
  /** As it was asked for. */
  readonly name: string
  readonly ref: PageRef
  /** Null where it is not recorded yet, and where a page tells many. */
  readonly event: EventBrief | null
  /** How many wordings of it were compared. */
  readonly wordings: number
  /** Whether a page tells any of them now. */
  readonly stands: boolean
}

export interface ComparedWording {
  readonly title: string
  readonly day: Day | null
  readonly path: PagePath
  readonly event: EventId | null
}

export interface ComparedPair extends SameEventComparison {
  readonly a: ComparedWording
  readonly b: ComparedWording
}

/** How a version came to its event. */
export interface VersionMatch {
  readonly number: number
  readonly title: string
  readonly path: PagePath
  readonly link: MatchEvidence | null
}

/** Why two are one event, or are not. */
export interface WhyReport {
  readonly a: ComparedEvent
  readonly b: ComparedEvent
  readonly same: boolean
  /** What decides: what people said, how they were recorded, or, where that is not so yet, what they say. */
  readonly by: 'ruling' | 'record' | 'evidence'
  /** What is said of the two, with the line of the file, where anything is. */
  readonly ruling: { readonly verdict: RulingKind; readonly line: string; readonly number: number } | null
  /** What keeps the two from being one event, whatever speaks for it, as half a sentence; null where nothing does. */
  readonly apart: string | null
  /** Why the record has two although what they say makes them one, as half a sentence; null where nothing is to explain. */
  readonly missed: string | null
  /** The event that tells both, and how what lies between the two came to it; null where none does. */
  readonly record: { readonly event: EventBrief; readonly joinings: readonly VersionMatch[] } | null
  /** The likeliest pairs of their wordings, best first. */
  readonly pairs: readonly ComparedPair[]
}
