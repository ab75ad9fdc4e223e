import type { PagePath } from './path.ts'
import { type FindingSeverity, type ReadingRuleName, ruleCatalogue } from './rules.ts'

export type { FindingSeverity }

/** One remark. Parse problems, check results and store damage have this shape. */
export interface Finding {
  /** Code of the rule: `VAR143`. */
  readonly rule: string
  /** Name of the rule: `page-unreadable`. */
  readonly name: string
  readonly severity: FindingSeverity
  /** One or two sentences: what is wrong, why, and what to do. Text from pages in it is not escaped. */
  readonly message: string
  /** Null: the finding is about the whole archive or range. */
  readonly path: PagePath | null
  /** 1-based; null: the finding is about the whole page. */
  readonly line: number | null
  /** What the rule asks for at this place; null where it asks for nothing that can be quoted. */
  readonly expected: string | null
  /** What the page has at this place; null where there is nothing to quote. */
  readonly actual: string | null
}

/** The rules whose findings reading and recording can raise. */
export const readingRules = ruleCatalogue.filter((rule) => 'isReading' in rule)

/**
 * Creates a finding of a reading rule, with the rule's code and default severity.
 * @param location the path, the line (1-based), and what was expected and found there, as far as known
 */
export function createFinding(
  name: ReadingRuleName,
  message: string,
  location: Partial<Pick<Finding, 'path' | 'line' | 'expected' | 'actual'>> = {},
): Finding {
  const { path = null, line = null, expected = null, actual = null } = location
  const { code, severity } = readingRules.find((rule) => rule.name === name)!
  return { rule: code, severity, name, message, path, line, expected, actual }
}
