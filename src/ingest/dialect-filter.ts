import type { PagePath } from '../model/page.ts'
import type { ParsedRevision } from '../versioning/planner.ts'
import type { ReadingOptions } from './read-page.ts'

/**
 * Leaves alone the pages of other dialects than the one asked for; lists are of any. A page that was of it and became
 * another is gone, as far as this reading goes.
 * @param wasOfDialect whether a page of the dialect stood at a path before these revisions
 * @returns what is left, and how many revisions were left alone
 */
export function filterByDialect(
  revisions: readonly ParsedRevision[],
  { dialect = 'auto' }: ReadingOptions,
  wasOfDialect: (path: PagePath) => boolean,
): { revisions: readonly ParsedRevision[]; excluded: number } {
  if (dialect === 'auto') return { revisions, excluded: 0 }
  const ofDialectByPath = new Map<PagePath, boolean>()
  const kept: ParsedRevision[] = []
  for (const revision of revisions) {
    const { path, facts } = revision
    const isOfDialect = facts !== null && (facts.dialect === dialect || facts.dialect === 'list')
    const wasBefore = ofDialectByPath.get(path) ?? wasOfDialect(path)
    if (isOfDialect) kept.push(revision)
    else if (wasBefore) kept.push({ ...revision, content: null, facts: null })
    ofDialectByPath.set(path, isOfDialect)
  }
  return { revisions: kept, excluded: revisions.length - kept.length }
}
