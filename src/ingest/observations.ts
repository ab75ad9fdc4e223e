import { hash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { PagePath } from '../model/page.ts'
import type { ContentHash } from '../model/revision.ts'
import type { Store, StoreState } from '../store/store.ts'
import type { ParsedRevision, Planner } from '../versioning/planner.ts'

/**
 * Ranks revisions that were read from files after everything that is recorded. The rank says which group a snapshot
 * belongs to, so the scans of two watchers get different ranks even at the same time.
 * @param lastStored the last revision that this run stored
 */
export function rankObservations(
  revisions: readonly ParsedRevision[],
  { rank: last }: StoreState,
  lastStored: ParsedRevision | null,
): readonly ParsedRevision[] {
  let group = lastStored?.rank === last ? lastStored?.group : null
  let highest = last ?? Number.NEGATIVE_INFINITY
  return revisions.map((revision) => {
    const continues = revision.group === group
    group = revision.group
    if (revision.origin.kind !== 'file') {
      highest = Math.max(highest, revision.rank)
      return revision
    }
    if (!continues) highest = Math.max(revision.rank, highest + 1)
    return revision.rank === highest ? revision : { ...revision, rank: highest }
  })
}

/**
 * Drops the states of a page that were read before another process recorded a newer one: they would look like a return to
 * an earlier version. If the last state is still on disk, only earlier states that the other process recorded are dropped.
 * @param externalPaths pages whose last snapshot is from another process
 * @param isCurrent whether a page has this content on disk; null: no page
 */
export async function withoutOutdated(
  revisions: readonly ParsedRevision[],
  { currentContents }: Planner,
  externalPaths: ReadonlySet<PagePath>,
  store: Store,
  isCurrent: ((path: PagePath, content: ContentHash | null) => Promise<boolean>) | undefined,
): Promise<readonly ParsedRevision[]> {
  if (!isCurrent || externalPaths.size === 0) return revisions
  const outdated = new Set<ParsedRevision>()
  for (const [path, states] of Map.groupBy(revisions, ({ path }) => path)) {
    const content = states.at(-1)?.content ?? null
    if (!externalPaths.has(path)) continue
    const isOutdated = content === (currentContents.get(path) ?? null) || !(await isCurrent(path, content))
    const earlierContents = isOutdated || states.length === 1 ? null : await recordedContents(store, path)
    for (const state of isOutdated ? states : states.slice(0, -1))
      if (isOutdated || earlierContents?.has(state.content)) outdated.add(state)
  }
  return outdated.size === 0 ? revisions : revisions.filter((revision) => !outdated.has(revision))
}

/** @returns a function that says whether a page has this content on disk; null: no page */
export function isOnDisk(archive: string): (path: PagePath, content: ContentHash | null) => Promise<boolean> {
  return async (path, content) => {
    const bytes = await readFile(join(archive, path)).catch(() => null)
    return (bytes && hash('sha256', bytes)) === content
  }
}

async function recordedContents(store: Store, path: PagePath): Promise<Set<ContentHash | null>> {
  const contents = new Set<ContentHash | null>()
  for await (const { content } of store.snapshots({ paths: [path] })) contents.add(content)
  return contents
}
