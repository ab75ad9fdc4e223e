import type { TextDiff } from '../model/change.ts'
import type { EventId } from '../model/event.ts'
import type { FindingSeverity } from '../model/finding.ts'
import type { PagePath } from '../model/page.ts'
import type { RuleIdentity } from '../model/rules.ts'
import type { RuleInput } from './rule-input.ts'

/** What a rule reports about one place. `runRules` adds the severity and the status, which makes it a finding. */
export interface Remark {
  /** Null: the remark is about the whole range. */
  readonly path: PagePath | null
  /** 1-based; null: the remark is about the whole page. */
  readonly line?: number | null
  /** 1-based, in UTF-16 code units; null: the remark is about the whole line. */
  readonly column?: number | null
  /** One or two sentences: what is wrong, and what to do. */
  readonly message: string
  readonly expected?: string | null
  readonly actual?: string | null
  /** The event of the remark, where the rule knows it. */
  readonly event?: EventId | null
  readonly diff?: TextDiff | null
  /**
   * Identifies the remark on the next run, together with rule and path. It must not contain a line number.
   * Default: `expected` and `actual`.
   */
  readonly key?: string | undefined
  /** The highest severity of this remark, where it is below the rule's severity. */
  readonly severity?: FindingSeverity | undefined
  /** True: the range did not cause the remark, so its status is `base`. Only for rules about changes. */
  readonly isPreexisting?: boolean
}

/** One question about a range of commits. */
export interface Rule extends RuleIdentity {
  /** Reports what the rule finds. It reads no settings, prints nothing and has no side effects. */
  run(input: RuleInput): Iterable<Remark>
}
