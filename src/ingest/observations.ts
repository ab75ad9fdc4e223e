import { hash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { PagePath } from '../model/page.ts'
import type { ContentHash } from '../model/revision.ts'
import type { Store, StoreState } from '../store/store.ts'
import type { Planner, ReadRevision } from '../versioning/planner.ts'

/**
 * Observations come after all that is recorded, not between, and what several watchers observe at one moment stays apart:
 * by its rank it is known which group a snapshot belongs to.
 * @param ended the last revision that was stored
 */
export function inOrder(
  revisions: readonly ReadRevision[],
  { rank: last }: StoreState,
  ended: ReadRevision | null,
): readonly ReadRevision[] {
  let group = ended?.rank === last ? ended?.group : null
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
export async function stillSo(
  revisions: readonly ReadRevision[],
  { standing }: Planner,
  others: ReadonlySet<PagePath>,
  store: Store,
  isCurrent: ((path: PagePath, content: ContentHash | null) => Promise<boolean>) | undefined,
): Promise<readonly ReadRevision[]> {
  if (!isCurrent || others.size === 0) return revisions
  const left = new Set<ReadRevision>()
  for (const [path, states] of Map.groupBy(revisions, ({ path }) => path)) {
    const content = states.at(-1)?.content ?? null
    if (!others.has(path)) continue
    const passed = content === (standing.get(path) ?? null) || !(await isCurrent(path, content))
    const known = passed || states.length === 1 ? null : await contentsOf(store, path)
    for (const state of passed ? states : states.slice(0, -1)) if (passed || known?.has(state.content)) left.add(state)
  }
  return left.size === 0 ? revisions : revisions.filter((revision) => !left.has(revision))
}

/** Whether a page of an archive's folder holds these bytes on disk; null: that there is none. */
export function isOnDisk(archive: string): (path: PagePath, content: ContentHash | null) => Promise<boolean> {
  return async (path, content) => {
    const bytes = await readFile(join(archive, path)).catch(() => null)
    return (bytes && hash('sha256', bytes)) === content
  }
}

async function contentsOf(store: Store, path: PagePath): Promise<Set<ContentHash | null>> {
  const contents = new Set<ContentHash | null>()
  for await (const { content } of store.snapshots({ paths: [path] })) contents.add(content)
  return contents
}
