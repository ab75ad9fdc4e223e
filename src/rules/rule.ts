import type { TextDiff } from '../model/change.ts'
import type { EventId } from '../model/event.ts'
import type { FindingSeverity } from '../model/finding.ts'
import type { PagePath } from '../model/page.ts'
import type { RuleInput } from './rule-input.ts'

/** What a rule has to say of one place. How grave it is, and whether it counts, is settled elsewhere. */
export interface Remark {
  /** Null where it is about the whole range. */
  readonly path: PagePath | null
  /** 1-based; null where the whole page is meant. */
  readonly line?: number | null
  readonly column?: number | null
  /** A sentence or two: what is the matter, and what to do. */
  readonly message: string
  readonly expected?: string | null
  readonly actual?: string | null
  readonly event?: EventId | null
  readonly diff?: TextDiff | null
  /** What makes this remark the same one on the next run: never a line number. Default: what is expected and actual. */
  readonly key?: string
  /** Where this place is less, or more, grave than the rule usually is. */
  readonly severity?: FindingSeverity
  /** True where it is not of the range's making, though the rule is about changes. */
  readonly isPreexisting?: boolean
}

/** One question asked of a range of commits. A rule is pure, knows no settings and prints nothing. */
export interface Rule {
  /** `VAR101` */
  readonly code: string
  /** `title-change-unrecorded` */
  readonly name: string
  /** Where the config says nothing else. */
  readonly severity: FindingSeverity | 'off'
  /** What it holds a page to, in a sentence. */
  readonly summary: string
  /**
   * `change`: it compares what was with what is. `state`: it looks at pages as they are, so that what was the matter with
   * a page before the range can be told from what the range brought about.
   */
  readonly about: 'change' | 'state'
  run(input: RuleInput): Iterable<Remark>
}
