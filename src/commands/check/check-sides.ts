import type { Rulings } from '../../identity/rulings/rulings.ts'
import type { Finding } from '../../model/finding.ts'
import type { PagePath } from '../../model/page.ts'
import type { ContentHash } from '../../model/revision.ts'
import type { Instant } from '../../model/time.ts'
import type { JudgedPage, PageState } from '../../rules/judged-range.ts'
import type { Comparison } from '../../sources/git/comparison/comparison.ts'
import type { PageRevision } from '../../versioning/index/event-index.ts'
import { factsOf } from '../../versioning/index/page-facts.ts'
import { folderOf, Neighbourhood, neighbourFolders } from '../../versioning/matching/neighbour-pages.ts'
import { type CheckReading, type ReadPages, readStates, stateKey } from './check-pages.ts'

/** What a range is between, as revisions: all at once before, and all at once after. */
export interface Sides {
  readonly base: readonly Omit<PageRevision, 'seq' | 'before'>[]
  readonly head: readonly Omit<PageRevision, 'seq' | 'before'>[]
  /** Pages as they were, touched ones and those around that may tell the same events. */
  readonly states: ReadonlyMap<PagePath, PageState>
  /** Pages that the range touches, by path. */
  readonly pages: ReadonlyMap<PagePath, JudgedPage>
}

/** Both sides of a range; where pages came or went, with the pages around them as they were. */
export async function readSides(
  comparison: Comparison,
  read: ReadPages,
  at: Instant,
  options: CheckReading,
): Promise<Sides> {
  const states = new Map<PagePath, PageState>()
  const keys = new Map<PagePath, string>()
  for (const { path, before } of read.touched) if (before !== null) keys.set(path, before)
  for (const { path, before, formerly } of read.pages) if (before && formerly === null) states.set(path, before)
  const around = [...(await pagesAround(comparison, read, options.rulings))].map(([path, key]) => ({ path, key }))
  const found = await readStates(comparison, around, options)
  for (const { path, key } of around) {
    const state = found.get(stateKey(path, key))
    if (state === undefined || state === 'no page') continue
    states.set(path, state)
    keys.set(path, key)
  }
  const then = comparison.compared.baseAt ?? 0
  const now = Math.max(at, then)
  const ofBase = { at: then, rank: then, cut: false }
  const ofHead = { at: now, rank: now, cut: false }
  const contents = new Map(read.touched.map(({ path, after }) => [path, after as ContentHash | null]))
  return {
    base: [...states]
      .filter(([, { page }]) => !isUnreadable(page))
      .map(([path, { page }]) => ({
        ...ofBase,
        path,
        content: (keys.get(path) ?? path) as ContentHash,
        facts: factsOf(page),
      })),
    // of a page that cannot be read it is not known what it says, not even that it is gone
    head: read.pages.flatMap(({ path, after }) => {
      const content = contents.get(path) ?? null
      if (content !== null && (after === null || isUnreadable(after.page))) return []
      return [{ ...ofHead, path, content, facts: after && factsOf(after.page) }]
    }),
    states,
    pages: new Map(read.pages.map((page) => [page.path, page])),
  }
}

/** Where the front matter cannot be read, it is not known what the page says, not even its title. */
export function isUnreadable({ findings }: { readonly findings: readonly Finding[] }): boolean {
  return findings.some(({ name }) => name === 'front-matter-unreadable')
}

/** Pages that the range leaves alone and that may tell an event of its own: by where they lie, or by a ruling. */
async function pagesAround(comparison: Comparison, read: ReadPages, rulings: Rulings): Promise<Map<PagePath, string>> {
  const near = await neighbours(comparison, read)
  if (rulings.isEmpty || comparison.compared.base === null) return near
  const isTouched = new Set(read.touched.map(({ path }) => path))
  const named = [...isTouched].flatMap((path) => rulings.oneWith(path)).filter((path) => !isTouched.has(path))
  return named.length === 0 ? near : new Map([...near, ...(await comparison.before(new Set(named)))])
}

/** Pages that the range leaves alone and that may tell an event which it brings, or takes away, elsewhere. */
async function neighbours(comparison: Comparison, { pages, touched }: ReadPages): Promise<Map<PagePath, string>> {
  const around = new Map<PagePath, string>()
  const moving = pages.filter(({ before, after, formerly, movedTo }) => {
    const page = (after ?? before)?.page
    if (formerly !== null || movedTo !== null || page === undefined || page.dialect === 'list') return false
    return page.dialect === 'portal' || before === null || after === null
  })
  if (moving.length === 0 || comparison.compared.base === null) return around
  const folders = new Set(moving.map(({ path }) => folderOf(path)))
  const files = await comparison.beforeIn(new Set([...folders].flatMap(neighbourFolders)))
  const neighbourhood = new Neighbourhood(files.keys())
  const isTouched = new Set(touched.map(({ path }) => path))
  for (const other of new Set(moving.flatMap(({ path }) => neighbourhood.near(path)))) {
    const key = files.get(other)
    if (key !== undefined && !isTouched.has(other)) around.set(other, key)
  }
  return around
}
