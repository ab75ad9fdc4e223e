import type { FixedPage } from '../model/check.ts'
import type { JudgedRange } from '../rules/range.ts'
import type { Comparison } from '../sources/git/comparison.ts'
import type { CheckReading } from './check-pages.ts'
import type { Context } from './context.ts'
import type { RunOptions } from './variorum.ts'

export async function fixSections(
  _comparison: Comparison,
  _range: JudgedRange,
  _context: Context,
  _reading: CheckReading,
  _options: RunOptions,
): Promise<FixedPage[]> {
  return []
}
