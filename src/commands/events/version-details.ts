import { type ReadingOptions, readPage } from '../../ingest/read-page.ts'
import type { EventRecord, VersionRecord } from '../../model/event.ts'
import type { Page } from '../../model/page.ts'
import type { ContentHash, Snapshot } from '../../model/revision.ts'
import type { Store } from '../../store/store.ts'
import type { VersionDetails } from '../../versioning/history/build-history.ts'

/**
 * Reads what the index does not hold of some events: the snapshots of their versions, and the bodies of some versions.
 * @param bodies the versions whose bodies are read; default: those whose body differs from a neighbour's
 */
export async function readVersionDetails(
  store: Store,
  records: readonly EventRecord[],
  options: ReadingOptions,
  bodies: readonly VersionRecord[] = records.flatMap(versionsWithChangedBody),
): Promise<VersionDetails> {
  const versions = records.flatMap((record) => record.versions)
  const snapshots = await readVersionSnapshots(store, versions)
  const pages = new Map<number, Page>()
  for (const { body, claimed, seq } of bodies) {
    const snapshot = claimed || !body || pages.has(seq) ? null : snapshots.get(seq)
    const bytes = snapshot ? await readContent(store, snapshot.content) : null
    if (snapshot && bytes) pages.set(seq, readPage(snapshot.path, bytes, options))
  }
  return {
    snapshot: ({ seq }) => snapshots.get(seq) ?? null,
    body: ({ seq, item }) => pages.get(seq)?.events[item]?.body ?? '',
  }
}

function versionsWithChangedBody({ versions }: EventRecord): VersionRecord[] {
  return versions.filter(({ body }, index) =>
    [versions[index - 1], versions[index + 1]].some((neighbour) => neighbour && neighbour.body !== body),
  )
}

/** Reads the snapshots of some versions with one query. @returns them by ledger number */
export async function readVersionSnapshots(
  store: Store,
  versions: readonly Pick<VersionRecord, 'seq'>[],
): Promise<ReadonlyMap<number, Snapshot>> {
  const snapshots = new Map<number, Snapshot>()
  if (versions.length === 0) return snapshots
  const seqs = [...new Set(versions.map(({ seq }) => seq))]
  for await (const snapshot of store.snapshots({ seqs })) snapshots.set(snapshot.seq, snapshot)
  return snapshots
}

/** The exact bytes of a content; null for a removed page. */
export async function readContent(store: Store, content: ContentHash | null): Promise<Uint8Array | null> {
  return content === null ? null : store.content(content)
}
