import type { Revision } from '../model/revision.ts'
import type { Store, StoreState } from '../store/store.ts'

/** The keys of all recorded snapshots, so that a source can skip their revisions. */
export async function recordedRevisionKeys(store: Store, { size }: StoreState): Promise<ReadonlySet<string>> {
  const keys = new Set<string>()
  if (size > 0) for await (const snapshot of store.snapshots()) keys.add(revisionKey(snapshot))
  return keys
}

/** A key that is the same whenever the same revision is read again. */
export function revisionKey({ path, origin, at, rank }: Pick<Revision, 'path' | 'origin' | 'at' | 'rank'>): string {
  return origin.kind === 'commit' ? `${origin.sha} ${path}` : `${origin.kind} ${at} ${rank} ${path}`
}
