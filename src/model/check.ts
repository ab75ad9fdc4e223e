import type { TextDiff } from './change.ts'
import type { EventId } from './event.ts'
import type { Finding } from './finding.ts'
import type { PagePath } from './page.ts'

/**
 * Whether a finding counts. `new`: the range caused it; only these count. `base`: the base has it already. `baseline`: the given
 * baseline lists it. `allowed`: the page allows it, with a reason.
 */
export type FindingStatus = 'new' | 'base' | 'baseline' | 'allowed'

/** A finding of a check, with its event and its status. */
export interface CheckFinding extends Finding {
  /** 1-based, in UTF-16 code units; null: the finding is about the whole line or page. */
  readonly column: number | null
  /** The event that the finding is about; null where there is none, or where it is not known. */
  readonly event: EventId | null
  /** 32 hex digits, unique in a report. The same finding has the same fingerprint on every run, wherever it is on its page. */
  readonly fingerprint: string
  /** The title's diff, where the finding is about a title change. */
  readonly diff: TextDiff | null
  readonly standing: FindingStatus
  /** The reason of the allowance; null where the page does not allow the finding. */
  readonly reason: string | null
}

/** The two states that a check compared. */
export interface CheckRange {
  /** Object id of the base commit; null: an empty state, as before a first commit. */
  readonly base: string | null
  /** Object id of the checked commit, or the git index or working tree. */
  readonly head: string | 'index' | 'worktree'
  /** How the range was found, for people: `origin/main..HEAD`, `GitHub pull request`. */
  readonly source: string
}

/** A page whose Changes section `--fix` corrected, or could not correct. */
export interface FixedPage {
  readonly path: PagePath
  /** `planned`: a dry run would write it. `left`: it was not written. */
  readonly state: 'written' | 'planned' | 'left'
  /** Why the page was left, or what to do by hand; null where nothing is left to do. */
  readonly note: string | null
}

/** Counts of a check. */
export interface CheckTotals {
  /** Pages that the range touches. */
  readonly pages: number
  /** New findings with severity `error`; the next two counts are also of new findings. */
  readonly errors: number
  readonly warnings: number
  readonly infos: number
  /** Findings with status `base` or `baseline`. */
  readonly known: number
  /** Findings that their page allows. */
  readonly allowed: number
}

/** A whole check. */
export interface CheckReport {
  readonly range: CheckRange
  /** The checked pages, sorted by path. */
  readonly pages: readonly PagePath[]
  /** Sorted by path, line, column and rule. */
  readonly findings: readonly CheckFinding[]
  readonly totals: CheckTotals
  /** Null without `--fix`. */
  readonly fixed: readonly FixedPage[] | null
  /** Sentences for people about how the check was made, such as rulings that have no effect yet. */
  readonly notes: readonly string[]
}
