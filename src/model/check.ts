import type { TextDiff } from './change.ts'
import type { EventId } from './event.ts'
import type { Finding } from './finding.ts'
import type { PagePath } from './page.ts'

/**
 * Whether a finding counts. `new`: the range brought it about. The others are told and do not count: `base`, it stood before
 * the range already; `baseline`, it is listed in the baseline given; `allowed`, the page allows it, with a reason.
 */
export type FindingStatus = 'new' | 'base' | 'baseline' | 'allowed'

/** A finding of a check: with its event, how the title changed, and whether it counts. */
export interface CheckFinding extends Finding {
  /** 1-based, in UTF-16 code units; null where the remark concerns a line or the page. */
  readonly column: number | null
  readonly event: EventId | null
  /** The same for the same remark on every run, wherever on its page it stands: 32 hex digits, and unique within a report. */
  readonly fingerprint: string
  /** How the title changed, where the remark is about that. */
  readonly diff: TextDiff | null
  readonly standing: FindingStatus
  /** Why the page allows it; null where it does not. */
  readonly reason: string | null
}

/** What was compared. */
export interface CheckRange {
  /** Object id of the commit compared with; null: nothing, as before a first commit. */
  readonly base: string | null
  /** Object id of the commit that was judged, or what else was. */
  readonly head: string | 'index' | 'worktree'
  /** How the range was found, for people: `origin/main..HEAD`, `GitHub pull request`. */
  readonly source: string
}

/** A page whose Changes section was, or could not be, brought up to date by `--fix`. */
export interface FixedPage {
  readonly path: PagePath
  /** planned: it would be, in a dry run. */
  readonly state: 'written' | 'planned' | 'left'
  /** Why it was left, or what stays to be done by hand; null where nothing does. */
  readonly note: string | null
}

export interface CheckTotals {
  /** Pages that the range touches. */
  readonly pages: number
  /** New findings, by severity. */
  readonly errors: number
  readonly warnings: number
  readonly infos: number
  /** Findings that do not count: known from the base or a baseline, or allowed in place. */
  readonly known: number
  readonly allowed: number
}

/** A whole check: findings by path, line, column, rule. */
export interface CheckReport {
  readonly range: CheckRange
  /** Pages that were judged, by path. */
  readonly pages: readonly PagePath[]
  readonly findings: readonly CheckFinding[]
  readonly totals: CheckTotals
  /** Null where nothing was to be fixed. */
  readonly fixed: readonly FixedPage[] | null
  /** What a person should know about how it was judged, in sentences. */
  readonly notes: readonly string[]
}
