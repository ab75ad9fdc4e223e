import type { PagePath } from './path.ts'

export type FindingSeverity = 'error' | 'warning' | 'info'

/** One remark. Parse problems, check results and store damage all have this one shape. */
export interface Finding {
  /** Code of the rule, `VAR143`. */
  readonly rule: string
  /** Name of the rule, `page-unreadable`. */
  readonly name: string
  readonly severity: FindingSeverity
  /** What is the matter, why, and what to do, in a sentence; never ends up in a terminal unescaped. */
  readonly message: string
  readonly path: PagePath | null
  /** 1-based; null where the remark concerns the whole page. */
  readonly line: number | null
  readonly expected: string | null
  readonly actual: string | null
}

/** The rules that reading and recording can raise; the rules of `check` build on the same codes. */
export const readingRules = {
  'front-matter-unreadable': { rule: 'VAR140', severity: 'error' },
  'encoding-invalid': { rule: 'VAR141', severity: 'error' },
  'bidi-control': { rule: 'VAR142', severity: 'error' },
  'page-unreadable': { rule: 'VAR143', severity: 'error' },
  'section-duplicated': { rule: 'VAR144', severity: 'error' },
  'day-mismatch': { rule: 'VAR113', severity: 'error' },
  'changes-malformed': { rule: 'VAR104', severity: 'error' },
  'history-cut': { rule: 'VAR160', severity: 'warning' },
} as const satisfies Record<string, { rule: string; severity: FindingSeverity }>

export type ReadingRuleName = keyof typeof readingRules

/**
 * A finding of one of the reading rules.
 * @param location the path, and where known the line (1-based) and what was expected and met there
 */
export function createFinding(
  name: ReadingRuleName,
  message: string,
  location: { path?: PagePath | null; line?: number | null; expected?: string | null; actual?: string | null } = {},
): Finding {
  return {
    ...readingRules[name],
    name,
    message,
    path: location.path ?? null,
    line: location.line ?? null,
    expected: location.expected ?? null,
    actual: location.actual ?? null,
  }
}
