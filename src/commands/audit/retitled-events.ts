import { type AuditDetails, titleChangesOf } from '../../audit/title-changes.ts'
import { readPage } from '../../ingest/read-page.ts'
import type { TitleChange } from '../../model/audit.ts'
import type { EventRecord } from '../../model/event.ts'
import type { PagePath } from '../../model/page.ts'
import type { Origin } from '../../model/revision.ts'
import type { SectionNames } from '../../page/sections/outline.ts'
import type { Store } from '../../store/store.ts'
import { wordingKey } from '../../versioning/index/wording.ts'
import type { Context } from '../archive/context.ts'

// Few events at first, for the sake of the first line; later so many that asking the store for each is no cost.
const fewest = 8
const most = 256

/**
 * The title changes of every event that has some, by day of the event, then id, oldest first.
 * @param onEvent called for every event, whether or not it was retitled; without it the others are not read
 */
export async function* retitledEvents(
  context: Context,
  onEvent?: (record: EventRecord) => void,
): AsyncGenerator<readonly TitleChange[]> {
  const store = await context.store('read')
  let records: EventRecord[] = []
  let size = fewest
  const tell = async function* () {
    const detailsOf = await readDetails(store, records, context.sections)
    for (const record of records) yield titleChangesOf(record, detailsOf(record))
    records = []
    size = Math.min(size * 2, most)
  }
  for await (const record of store.events(onEvent ? {} : { versions: 2 })) {
    onEvent?.(record)
    if (isRetitled(record) && records.push(record) >= size) yield* tell()
  }
  yield* tell()
}

function isRetitled({ versions }: EventRecord): boolean {
  return versions.some((version) => version.title !== versions[0]!.title)
}

async function readDetails(
  store: Store,
  records: readonly EventRecord[],
  sections: SectionNames | undefined,
): Promise<(record: EventRecord) => AuditDetails> {
  const origins = await originsOf(store, records)
  const noted = await notedTitles(store, records, sections)
  return ({ shown }) => ({
    origin: ({ seq, claimed }) => (claimed ? undefined : origins.get(seq)) ?? { kind: 'page' },
    noted: (title) => shown.some((path) => noted.get(path)?.has(wordingKey(title))),
  })
}

async function originsOf(store: Store, records: readonly EventRecord[]): Promise<Map<number, Origin>> {
  const seqs = new Set<number>()
  for (const { versions } of records) for (const { seq } of versions) seqs.add(seq)
  const origins = new Map<number, Origin>()
  for await (const { seq, origin } of store.snapshots({ seqs: [...seqs] })) origins.set(seq, origin)
  return origins
}

/** The titles that the Changes section of each page lists, for the pages that tell some events. */
async function notedTitles(
  store: Store,
  records: readonly EventRecord[],
  sections: SectionNames | undefined,
): Promise<Map<PagePath, Set<string>>> {
  const pages = new Set(records.flatMap(({ shown }) => shown).filter((path) => !path.endsWith('.txt')))
  const noted = new Map<PagePath, Set<string>>()
  if (pages.size === 0) return noted
  for await (const { path, content } of store.heads([...pages])) {
    const bytes = content && (await store.content(content))
    if (!bytes) continue
    const { changes } = readPage(path, bytes, sections ? { sections } : {})
    noted.set(path, new Set(changes.map(({ title }) => wordingKey(title))))
  }
  return noted
}
