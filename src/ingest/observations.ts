import { hash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { PagePath } from '../model/page.ts'
import type { ContentHash } from '../model/revision.ts'
import type { Store, StoreState } from '../store/store.ts'
import type { ParsedRevision, Planner } from '../versioning/planner.ts'

/**
 * Observations come after all that is recorded, not between, and what several watchers observe at one moment stays apart:
 * by its rank it is known which group a snapshot belongs to.
 * @param lastStored the last revision that was stored
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
 * Leaves out what was observed of a page before another process recorded something newer of it: told after that, it would
 * look like a return to what stood before. Of states that were folded, those are left out that the others recorded too.
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

/** Whether a page of an archive's folder holds these bytes on disk; null: that there is none. */
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
