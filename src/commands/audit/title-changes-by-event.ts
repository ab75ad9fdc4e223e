import { type TitleChangeDetails, titleChangesOf } from '../../audit/title-changes.ts'
import { wordingKey } from '../../identity/scoring/wording-key.ts'
import { readPage } from '../../ingest/read-page.ts'
import type { TitleChange } from '../../model/audit.ts'
import type { EventRecord } from '../../model/event.ts'
import type { PagePath } from '../../model/page.ts'
import type { SectionNames } from '../../page/sections/outline.ts'
import type { Store } from '../../store/store.ts'
import type { CommandContext } from '../archive/command-context.ts'
import { readVersionSnapshots } from '../events/version-details.ts'

// Small batches first, so that the first line comes early; larger ones later, for fewer queries.
const minBatchSize = 8
const maxBatchSize = 256

/**
 * Yields the title changes of each retitled event, oldest first; events by day, then id.
 * @param onEvent called for every event, retitled or not
 */
export async function* titleChangesByEvent(
  context: CommandContext,
  onEvent?: (record: EventRecord) => void,
): AsyncGenerator<readonly TitleChange[]> {
  const store = await context.store('read')
  let records: EventRecord[] = []
  let size = minBatchSize
  const flush = async function* () {
    const detailsOf = await readTitleChangeDetails(store, records, context.sections)
    for (const record of records) yield titleChangesOf(record, detailsOf(record))
    records = []
    size = Math.min(size * 2, maxBatchSize)
  }
  for await (const record of store.events(onEvent ? {} : { minVersions: 2 })) {
    onEvent?.(record)
    if (isRetitled(record) && records.push(record) >= size) yield* flush()
  }
  yield* flush()
}

function isRetitled({ versions }: EventRecord): boolean {
  return versions.some((version) => version.title !== versions[0]!.title)
}

async function readTitleChangeDetails(
  store: Store,
  records: readonly EventRecord[],
  sections: SectionNames | undefined,
): Promise<(record: EventRecord) => TitleChangeDetails> {
  const versions = records.flatMap((record) => record.versions)
  const snapshots = await readVersionSnapshots(store, versions)
  const listedTitles = await readListedTitles(store, records, sections)
  return ({ shown }) => ({
    originOf: ({ seq, claimed }) => (claimed ? undefined : snapshots.get(seq)?.origin) ?? { kind: 'page' },
    isListed: (title) => shown.some((path) => listedTitles.get(path)?.has(wordingKey(title))),
  })
}

/** The titles in the Changes sections of the current pages of some events, by page. */
async function readListedTitles(
  store: Store,
  records: readonly EventRecord[],
  sections: SectionNames | undefined,
): Promise<Map<PagePath, Set<string>>> {
  const pages = new Set(records.flatMap(({ shown }) => shown).filter((path) => !path.endsWith('.txt')))
  const listed = new Map<PagePath, Set<string>>()
  if (pages.size === 0) return listed
  for await (const { path, content } of store.latestSnapshots([...pages])) {
    const bytes = content && (await store.content(content))
    if (!bytes) continue
    const { changes } = readPage(path, bytes, { sections })
    listed.set(path, new Set(changes.map(({ title }) => wordingKey(title))))
  }
  return listed
}
