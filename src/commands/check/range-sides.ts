import type { Rulings } from '../../identity/rulings/rulings.ts'
import type { Finding } from '../../model/finding.ts'
import type { PagePath } from '../../model/page.ts'
import type { ContentHash } from '../../model/revision.ts'
import type { Instant } from '../../model/time.ts'
import type { CheckedPage, PageState } from '../../rules/rule-input.ts'
import type { RangeComparison } from '../../sources/git/comparison/comparison.ts'
import type { PageRevision } from '../../versioning/index/event-index.ts'
import { factsOf } from '../../versioning/index/page-facts.ts'
import { folderOf, NeighbourPages, neighbourFolders } from '../../versioning/matching/neighbour-pages.ts'
import { type CheckReadOptions, readPageStates, stateKey, type TouchedPages } from './check-pages.ts'

/** The revisions of one commit or one side. */
export type RevisionGroup = readonly Omit<PageRevision, 'seq' | 'before'>[]

/** The two sides of a range as revisions: one group before it, and one after it. */
export interface RangeSides {
  readonly base: RevisionGroup
  readonly head: RevisionGroup
  /** Pages of the base: changed ones, and neighbours that may report the same events. */
  readonly states: ReadonlyMap<PagePath, PageState>
  /** Pages that the range changes, by path. */
  readonly pages: ReadonlyMap<PagePath, CheckedPage>
}

/** Reads both sides of a range, with the neighbours of added and removed pages. */
export async function readRangeSides(
  comparison: RangeComparison,
  touched: TouchedPages,
  at: Instant,
  options: CheckReadOptions,
): Promise<RangeSides> {
  const states = new Map<PagePath, PageState>()
  const keys = new Map<PagePath, string>()
  for (const { path, before } of touched.touched) if (before !== null) keys.set(path, before)
  for (const { path, before, movedFrom } of touched.pages) if (before && movedFrom === null) states.set(path, before)
  const neighbours = await neighbourAndRuledPages(comparison, touched, options.rulings)
  const neighbourPages = [...neighbours].map(([path, key]) => ({ path, key }))
  const found = await readPageStates(comparison, neighbourPages, options)
  for (const { path, key } of neighbourPages) {
    const state = found.get(stateKey(path, key))
    if (state === undefined || state === 'no page') continue
    states.set(path, state)
    keys.set(path, key)
  }
  const baseAt = comparison.compared.baseAt ?? 0
  const headAt = Math.max(at, baseAt)
  const ofBase = { at: baseAt, rank: baseAt, cut: false }
  const ofHead = { at: headAt, rank: headAt, cut: false }
  const contents = new Map(touched.touched.map(({ path, after }) => [path, after as ContentHash | null]))
  return {
    base: [...states].flatMap(([path, { page }]) => {
      const content = (keys.get(path) ?? path) as ContentHash
      return isUnreadable(page) ? [] : [{ ...ofBase, path, content, facts: factsOf(page) }]
    }),
    // an unreadable page gives no revision, not even a removal
    head: touched.pages.flatMap(({ path, after }) => {
      const content = contents.get(path) ?? null
      if (content !== null && (after === null || isUnreadable(after.page))) return []
      return [{ ...ofHead, path, content, facts: after && factsOf(after.page) }]
    }),
    states,
    pages: new Map(touched.pages.map((page) => [page.path, page])),
  }
}

/** Whether a page's front matter cannot be read, so that even its title is unknown. */
export function isUnreadable({ findings }: { readonly findings: readonly Finding[] }): boolean {
  return findings.some(({ name }) => name === 'front-matter-unreadable')
}

/** Unchanged pages that may report an event of the range: neighbours, and pages that rulings link. */
async function neighbourAndRuledPages(
  comparison: RangeComparison,
  { pages, touched }: TouchedPages,
  rulings: Rulings,
): Promise<Map<PagePath, string>> {
  if (comparison.compared.base === null) return new Map()
  const touchedPaths = new Set(touched.map(({ path }) => path))
  const found = await untouchedNeighbours(comparison, pages, touchedPaths)
  if (rulings.isEmpty) return found
  const ruledPaths = new Set([...touchedPaths].flatMap((path) => rulings.linkedPages(path))).difference(touchedPaths)
  return ruledPaths.size === 0 ? found : new Map([...found, ...(await comparison.baseContentKeys(ruledPaths))])
}

/** Unchanged pages near added and removed ones, which may report the same events. */
async function untouchedNeighbours(
  comparison: RangeComparison,
  pages: readonly CheckedPage[],
  touchedPaths: ReadonlySet<PagePath>,
): Promise<Map<PagePath, string>> {
  const moving = pages.filter(({ before, after, movedFrom, movedTo }) => {
    const page = (after ?? before)?.page
    if (movedFrom !== null || movedTo !== null || page === undefined || page.dialect === 'list') return false
    return page.dialect === 'portal' || before === null || after === null
  })
  if (moving.length === 0) return new Map()
  const folders = new Set(moving.map(({ path }) => folderOf(path)))
  const files = await comparison.baseContentKeysIn(new Set([...folders].flatMap(neighbourFolders)))
  const neighbourhood = new NeighbourPages(files.keys())
  const neighbours = new Set(moving.flatMap(({ path }) => neighbourhood.neighboursOf(path))).difference(touchedPaths)
  return new Map([...neighbours].flatMap((path) => (files.has(path) ? [[path, files.get(path)!]] : [])))
}
