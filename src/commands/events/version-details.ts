import { type ReadingOptions, readPage } from '../../ingest/read-page.ts'
import type { EventRecord, VersionRecord } from '../../model/event.ts'
import type { Page } from '../../model/page.ts'
import type { ContentHash, Snapshot } from '../../model/revision.ts'
import type { Store } from '../../store/store.ts'
import type { VersionDetails } from '../../versioning/history/build-history.ts'

/**
 * Reads what the index leaves to the snapshots of some events: where their versions are from, and the bodies of those
 * versions whose bodies differ from a neighbour's.
 */
export async function readVersionDetails(
  store: Store,
  records: readonly EventRecord[],
  options: ReadingOptions & { bodies?: 'changed' | 'all' } = {},
): Promise<VersionDetails> {
  const snapshots = await readVersionSnapshots(store, records)
  const pages = new Map<number, Page>()
  for (const { versions } of records) {
    for (const [index, version] of versions.entries()) {
      const neighbours = [versions[index - 1], versions[index + 1]]
      const changed = neighbours.some((other) => other && other.body !== version.body)
      if (version.claimed || !version.body || pages.has(version.seq) || !(changed || options.bodies === 'all')) continue
      const snapshot = snapshots.get(version.seq)
      const bytes = snapshot?.content ? await store.content(snapshot.content) : null
      if (snapshot && bytes) pages.set(version.seq, readPage(snapshot.path, bytes, options))
    }
  }
  return {
    snapshot: ({ seq }: VersionRecord) => snapshots.get(seq) ?? null,
    body: ({ seq, item }: VersionRecord) => pages.get(seq)?.events[item]?.body ?? '',
  }
}

async function readVersionSnapshots(store: Store, records: readonly EventRecord[]): Promise<Map<number, Snapshot>> {
  const seqs = new Set(records.flatMap(({ versions }) => versions.map(({ seq }) => seq)))
  const paths = [...new Set(records.flatMap((record) => [...record.paths, ...record.versions.map(({ path }) => path)]))]
  const snapshots = new Map<number, Snapshot>()
  for await (const snapshot of store.snapshots({ paths }))
    if (seqs.has(snapshot.seq)) snapshots.set(snapshot.seq, snapshot)
  return snapshots
}

/** The exact bytes of a content that the ledger names. */
export async function readContent(store: Store, content: ContentHash | null): Promise<Uint8Array | null> {
  return content === null ? null : store.content(content)
}
