import { diffBody } from '../../diff/sentences/body.ts'
import { summariseDiff } from '../../diff/text/diff-text.ts'
import type { Recorded } from '../../ingest/ingest-result.ts'
import { type ReadingOptions, readPage } from '../../ingest/read-page.ts'
import type { ChangedField } from '../../model/change.ts'
import type { EventRecord, VersionRecord } from '../../model/event.ts'
import type { Page, PagePath } from '../../model/page.ts'
import type { FoldKind } from '../../model/report.ts'
import type { ContentHash, Snapshot } from '../../model/revision.ts'
import type { Instant } from '../../model/time.ts'
import type { WatchEvent, WatchedEvent, WatchPage, WatchTitleChange, WatchVersion } from '../../model/watch.ts'
import type { Store } from '../../store/store.ts'
import { eventHead } from '../../versioning/history/history.ts'
import { FormerWordings, retitling } from '../../versioning/history/reverts.ts'
import { sameSources } from '../../versioning/index/page-facts.ts'

export interface TellingOptions extends ReadingOptions {
  readonly at: Instant
  readonly missed: boolean
  /** Whether a content was written by ourselves, and needs no telling. */
  readonly isOurs: (content: ContentHash) => boolean
}

/** A title that stood for so many milliseconds was out. */
const published = 10 * 60_000
/** Bodies are compared where no more pages than this were saved at once. */
const mostCompared = 25

/** What a recording comes to, for people: each new version, and each page that was recorded without one. */
export async function tellRecorded(recorded: Recorded, store: Store, options: TellingOptions): Promise<WatchEvent[]> {
  const versions: WatchVersion[] = []
  const rows = Map.groupBy(recorded.snapshots, ({ path }) => path)
  const compared = recorded.snapshots.length <= mostCompared
  for (const record of recorded.events) {
    for (const [index, version] of record.versions.entries()) {
      if (version.seq <= recorded.follows || version.claimed) continue
      const body = compared ? await bodyWords(record.versions, index, recorded, store, options) : null
      versions.push({ ...tellVersion(record, index, rows.get(version.path) ?? [], options), body })
    }
  }
  const told = new Set(versions.map(({ path }) => path))
  const events = new ByPath(recorded)
  const pages = lastRows(recorded.snapshots)
    .filter(({ path }) => !told.has(path))
    .flatMap((row) => tellPage(row, recorded, events, told, options) ?? [])
  return [...versions, ...pages].sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0))
}

function tellVersion(
  record: EventRecord,
  index: number,
  rows: readonly Snapshot[],
  options: TellingOptions,
): WatchVersion {
  const { versions } = record
  const version = versions[index]!
  const before = versions[index - 1]
  return {
    kind: 'version',
    at: options.at,
    path: version.path,
    event: headOf(record),
    number: index + 1,
    from: version.from,
    snapshot: rows.find(({ seq }) => seq === version.seq)?.content ?? null,
    missed: options.missed,
    folded: rows.length - 1,
    formerly: before && before.path !== version.path ? before.path : null,
    fields: before ? fieldsBetween(before, version) : [],
    title: before && before.title !== version.title ? titleOf(versions, index) : null,
    body: null,
  }
}

function titleOf(versions: readonly VersionRecord[], index: number): WatchTitleChange {
  const [before, after] = [versions[index - 1]!.title, versions[index]!.title]
  const { classes, severity, diff } = retitling(new FormerWordings(versions.slice(0, index - 1)), before, after)
  let first = index - 1
  while (first > 0 && versions[first - 1]!.title === versions[index - 1]!.title) first--
  const since = versions[first]!.from
  const until = versions[index]!.from
  return { classes, severity, diff, published: since === null || until === null || until - since >= published }
}

function fieldsBetween(a: VersionRecord, b: VersionRecord): ChangedField[] {
  const differs: Record<ChangedField, boolean> = {
    title: a.title !== b.title,
    body: a.body !== null && b.body !== null && a.body !== b.body,
    topic: !a.claimed && a.topic !== b.topic,
    sources: !a.claimed && !sameSources(a.sources, b.sources),
    day: !a.claimed && a.day !== b.day,
    path: !a.claimed && a.path !== b.path,
  }
  return (Object.keys(differs) as ChangedField[]).filter((field) => differs[field])
}

/** Words that the body gained and lost against the version before. */
async function bodyWords(
  versions: readonly VersionRecord[],
  index: number,
  recorded: Recorded,
  store: Store,
  options: ReadingOptions,
): Promise<WatchVersion['body']> {
  const after = versions[index]!
  const before = versions[index - 1]
  if (!before || before.body === null || before.body === after.body) return null
  const now = await pageOf(recorded.snapshots.find(({ seq }) => seq === after.seq) ?? null, store, options)
  const then = await pageOf(await snapshotAt(before.seq, recorded, store), store, options)
  if (!now || !then) return null
  return summariseDiff(diffBody(bodyOf(then, before), bodyOf(now, after)).diff)
}

async function pageOf(snapshot: Snapshot | null, store: Store, options: ReadingOptions): Promise<Page | null> {
  if (!snapshot?.content) return null
  const bytes = await store.content(snapshot.content)
  return bytes && readPage(snapshot.path, bytes, options)
}

async function snapshotAt(seq: number, recorded: Recorded, store: Store): Promise<Snapshot | null> {
  if (seq > recorded.follows) return recorded.snapshots[seq - recorded.follows - 1] ?? null
  for await (const snapshot of store.snapshots({ after: seq - 1 })) return snapshot
  return null
}

function bodyOf({ events }: Page, { title, item }: VersionRecord): string {
  return (events[item]?.title === title ? events[item] : events.find((event) => event.title === title))?.body ?? ''
}

/** A page of which no version came. */
function tellPage(
  row: Snapshot,
  recorded: Recorded,
  events: ByPath,
  told: ReadonlySet<PagePath>,
  options: TellingOptions,
): WatchPage | null {
  const { path, content } = row
  const { at, missed } = options
  const tell = (what: WatchPage['what'], event: WatchedEvent | null, rest: Partial<WatchPage> = {}): WatchPage => ({
    kind: 'page',
    at,
    path,
    what,
    event,
    missed,
    formerly: null,
    fold: null,
    ...rest,
  })
  if (recorded.behind) return tell('kept', null)
  if (content === null) {
    const left = events.everOn(path)
    // an event that went on elsewhere is told there
    if (
      left.length > 0 &&
      left.every((record) => record.shown.some((shown) => told.has(shown) || events.isMoved(shown)))
    )
      return null
    return tell('removed', left.length === 1 ? headOf(left[0]!) : null)
  }
  const shown = events.everOn(path).filter((record) => record.shown.includes(path))
  const event = shown.length === 1 ? headOf(shown[0]!) : null
  if (recorded.before.get(path) !== null)
    return options.isOurs(content) ? null : tell('folded', event, { fold: foldOf(recorded) })
  const from = shown.flatMap(({ paths }) => paths).find((other) => events.isRemoved(other))
  if (from !== undefined) return tell('moved', event, { formerly: from })
  return shown.length > 0 ? tell('returned', event) : tell('folded', null, { fold: foldOf(recorded) })
}

/** What was recorded, by the pages that it is of: a first look at an archive may be of all of them. */
class ByPath {
  readonly #events = new Map<PagePath, EventRecord[]>()
  readonly #moved = new Set<PagePath>()
  readonly #removed = new Set<PagePath>()

  constructor({ events, snapshots, before }: Recorded) {
    for (const event of events) {
      for (const path of event.paths) {
        const others = this.#events.get(path)
        if (others) others.push(event)
        else this.#events.set(path, [event])
      }
    }
    for (const { path, content } of snapshots) {
      if (content === null) this.#removed.add(path)
      else if (before.get(path) === null) this.#moved.add(path)
    }
  }

  /** The events that a page tells, or ever told. */
  everOn(path: PagePath): readonly EventRecord[] {
    return this.#events.get(path) ?? []
  }

  /** Whether a page came with a content that is not new. */
  isMoved(path: PagePath): boolean {
    return this.#moved.has(path)
  }

  isRemoved(path: PagePath): boolean {
    return this.#removed.has(path)
  }
}

/** Why nothing came of a save, where only one reason was counted. */
function foldOf({ folded }: Recorded): FoldKind | null {
  const kinds = (Object.keys(folded) as FoldKind[]).filter((kind) => folded[kind] > 0)
  return kinds.length === 1 ? (kinds[0] ?? null) : null
}

function lastRows(snapshots: readonly Snapshot[]): Snapshot[] {
  return [...new Map(snapshots.map((row) => [row.path, row])).values()]
}

function headOf(record: EventRecord): WatchedEvent {
  const { id, day, topic, title } = eventHead(record)
  return { id, day, topic, title }
}
