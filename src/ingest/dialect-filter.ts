import type { PagePath } from '../model/page.ts'
import type { ParsedRevision } from '../versioning/planner.ts'
import type { ReadingOptions } from './read-page.ts'

/**
 * Keeps revisions of one dialect; lists belong to every dialect. A page that changes to another dialect counts as removed.
 * @param wasOfDialect whether a path had a page of the dialect before these revisions
 * @returns the kept revisions, and the number of others
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
