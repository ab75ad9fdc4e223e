import type { Revision } from '../model/revision.ts'
import type { Store, StoreState } from '../store/store.ts'

/** Marks of all that is recorded when a run begins, so that a source can pass over it. */
export async function recordedRevisionKeys(store: Store, { size }: StoreState): Promise<ReadonlySet<string>> {
  const keys = new Set<string>()
  if (size > 0) for await (const snapshot of store.snapshots()) keys.add(revisionKey(snapshot))
  return keys
}

/** What tells one revision of a path from another, wherever it was read. */
export function revisionKey({ path, origin, at, rank }: Pick<Revision, 'path' | 'origin' | 'at' | 'rank'>): string {
  return origin.kind === 'commit' ? `${origin.sha} ${path}` : `${origin.kind} ${at} ${rank} ${path}`
}
