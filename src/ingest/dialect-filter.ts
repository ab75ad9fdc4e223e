import type { PagePath } from '../model/page.ts'
import type { ReadRevision } from '../versioning/planner.ts'
import type { ReadingOptions } from './read-page.ts'

/**
 * Leaves alone the pages of other dialects than the one asked for; lists are of any. A page that was of it and became
 * another is gone, as far as this reading goes.
 * @param stands whether a page of the dialect stood at a path before these revisions
 * @returns what is left, and how many revisions were left alone
 */
export function onlyDialect(
  revisions: readonly ReadRevision[],
  { dialect = 'auto' }: ReadingOptions,
  stands: (path: PagePath) => boolean,
): { revisions: readonly ReadRevision[]; leftAlone: number } {
  if (dialect === 'auto') return { revisions, leftAlone: 0 }
  const standing = new Map<PagePath, boolean>()
  const kept: ReadRevision[] = []
  for (const revision of revisions) {
    const { path, facts } = revision
    const fits = facts !== null && (facts.dialect === dialect || facts.dialect === 'list')
    const stood = standing.get(path) ?? stands(path)
    if (fits) kept.push(revision)
    else if (stood) kept.push({ ...revision, content: null, facts: null })
    standing.set(path, fits)
  }
  return { revisions: kept, leftAlone: revisions.length - kept.length }
}
