import { diffBody } from '../../diff/sentences/diff-body.ts'
import { countChangedWords } from '../../diff/text/diff-text.ts'
import type { IngestResult } from '../../ingest/ingest-result.ts'
import { type ReadingOptions, readPage } from '../../ingest/read-page.ts'
import type { ChangedField } from '../../model/change.ts'
import { comparing } from '../../model/compare.ts'
import type { EventRecord, VersionRecord } from '../../model/event.ts'
import { addToList } from '../../model/multimap.ts'
import type { Page, PagePath } from '../../model/page.ts'
import type { FoldKind } from '../../model/report.ts'
import type { ContentHash, Snapshot } from '../../model/revision.ts'
import type { Instant } from '../../model/time.ts'
import type { WatchEvent, WatchedEvent, WatchPage, WatchTitleChange, WatchVersion } from '../../model/watch.ts'
import type { Store } from '../../store/store.ts'
import { historyEvent } from '../../versioning/history/build-history.ts'
import { describeTitleChangeAfter, FormerWordings } from '../../versioning/history/reverts.ts'
import { sameSources } from '../../versioning/index/page-facts.ts'
import { readContent, readVersionSnapshots } from '../events/version-details.ts'

export interface WatchEventOptions extends ReadingOptions {
  readonly at: Instant
  readonly missed: boolean
  /** Whether the watch itself wrote a content, so that it needs no event. */
  readonly isOwnWrite: (content: ContentHash) => boolean
}

/** A title that was current for this long counts as published. */
const publishedAfterMs = 10 * 60_000
/** Bodies are compared if at most this many pages were saved at once. */
const maxComparedPages = 25

/** Turns a result into watch events: one for each new version, and one for each page without a new version. */
export async function watchEventsOf(
  recorded: IngestResult,
  store: Store,
  options: WatchEventOptions,
): Promise<WatchEvent[]> {
  const versions: WatchVersion[] = []
  const rows = Map.groupBy(recorded.snapshots, ({ path }) => path)
  const isCompared = recorded.snapshots.length <= maxComparedPages
  const isNew = ({ seq, claimed }: VersionRecord) => seq > recorded.ledgerSizeBefore && !claimed
  const compared = isCompared ? recorded.events.flatMap(({ versions }) => comparedVersions(versions, isNew)) : []
  const stored = await readVersionSnapshots(store, compared)
  const pageOf = async ({ seq }: VersionRecord) => {
    const snapshot = recorded.snapshots[seq - recorded.ledgerSizeBefore - 1] ?? stored.get(seq)
    const bytes = snapshot ? await readContent(store, snapshot.content) : null
    return snapshot && bytes ? readPage(snapshot.path, bytes, options) : null
  }
  for (const record of recorded.events) {
    for (const [index, version] of record.versions.entries()) {
      if (!isNew(version)) continue
      const body = isCompared ? await bodyWordCounts(record.versions, index, pageOf) : null
      versions.push({ ...watchVersionOf(record, index, rows.get(version.path) ?? [], options), body })
    }
  }
  const versionPaths = new Set(versions.map(({ path }) => path))
  const batch = batchByPath(recorded)
  const pages = lastSnapshots(recorded.snapshots)
    .filter(({ path }) => !versionPaths.has(path))
    .flatMap((row) => watchPageOf(row, recorded, batch, versionPaths, options) ?? [])
  return [...versions, ...pages].sort(comparing(({ path }) => path))
}

function watchVersionOf(
  record: EventRecord,
  index: number,
  rows: readonly Snapshot[],
  options: WatchEventOptions,
): WatchVersion {
  const { versions } = record
  const version = versions[index]!
  const before = versions[index - 1]
  return {
    kind: 'version',
    at: options.at,
    path: version.path,
    event: watchedEventOf(record),
    number: index + 1,
    from: version.from,
    snapshot: rows.find(({ seq }) => seq === version.seq)?.content ?? null,
    missed: options.missed,
    folded: rows.length - 1,
    formerly: before && before.path !== version.path ? before.path : null,
    fields: before ? changedFields(before, version) : [],
    title: before && before.title !== version.title ? watchTitleChangeOf(versions, index) : null,
    body: null,
  }
}

function watchTitleChangeOf(versions: readonly VersionRecord[], index: number): WatchTitleChange {
  const [before, after] = [versions[index - 1]!.title, versions[index]!.title]
  const former = new FormerWordings(versions.slice(0, index - 1))
  const { classes, severity, diff } = describeTitleChangeAfter(former, before, after)
  const first = 1 + versions.findLastIndex(({ title }, other) => other < index && title !== before)
  const since = versions[first]!.from
  const until = versions[index]!.from
  return { classes, severity, diff, published: since === null || until === null || until - since >= publishedAfterMs }
}

function changedFields(a: VersionRecord, b: VersionRecord): ChangedField[] {
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

/** The versions before new ones, where the body changed. */
function comparedVersions(versions: readonly VersionRecord[], isNew: (version: VersionRecord) => boolean) {
  return versions.filter((version, index) => {
    const next = versions[index + 1]
    return next !== undefined && isNew(next) && hasChangedBody(version, next)
  })
}

function hasChangedBody(before: VersionRecord, after: VersionRecord): boolean {
  return before.body !== null && before.body !== after.body
}

/** Words that the body gained and lost against the version before; null for an unchanged body, or one that cannot be read. */
async function bodyWordCounts(
  versions: readonly VersionRecord[],
  index: number,
  pageOf: (version: VersionRecord) => Promise<Page | null>,
): Promise<WatchVersion['body']> {
  const after = versions[index]!
  const before = versions[index - 1]
  if (!before || !hasChangedBody(before, after)) return null
  const now = await pageOf(after)
  const then = await pageOf(before)
  if (!now || !then) return null
  return countChangedWords(diffBody(bodyOf(then, before), bodyOf(now, after)).diff)
}

function bodyOf({ events }: Page, { title, item }: VersionRecord): string {
  return (events[item]?.title === title ? events[item] : events.find((event) => event.title === title))?.body ?? ''
}

/** The event of a page without a new version; null if it needs none. */
function watchPageOf(
  row: Snapshot,
  recorded: IngestResult,
  batch: BatchByPath,
  versionPaths: ReadonlySet<PagePath>,
  options: WatchEventOptions,
): WatchPage | null {
  const { path, content } = row
  const { at, missed } = options
  const page = { kind: 'page', at, path, event: null, missed, formerly: null, fold: null } as const
  if (recorded.indexBehind) return { ...page, what: 'kept' }
  const everShown = batch.events.get(path) ?? []
  if (content === null) {
    const isOnNewPage = ({ shown }: EventRecord) => shown.some((to) => versionPaths.has(to) || batch.added.has(to))
    // the event moved to another page, which has its own watch event
    if (everShown.length > 0 && everShown.every(isOnNewPage)) return null
    return { ...page, what: 'removed', event: onlyEventOf(everShown) }
  }
  const shown = everShown.filter((record) => record.shown.includes(path))
  const event = onlyEventOf(shown)
  const folded = { ...page, what: 'folded', event, fold: onlyFoldKind(recorded) } as const
  if (recorded.contentsBefore.get(path) !== null) return options.isOwnWrite(content) ? null : folded
  const formerly = shown.flatMap(({ paths }) => paths).find((other) => batch.removed.has(other))
  if (formerly !== undefined) return { ...page, what: 'moved', event, formerly }
  return shown.length > 0 ? { ...page, what: 'returned', event } : folded
}

/** A result by path: the first result of a watch may contain every page. */
interface BatchByPath {
  /** The events that were ever on a page. */
  readonly events: ReadonlyMap<PagePath, readonly EventRecord[]>
  /** Pages at paths that had none. */
  readonly added: ReadonlySet<PagePath>
  readonly removed: ReadonlySet<PagePath>
}

function batchByPath({ events, snapshots, contentsBefore }: IngestResult): BatchByPath {
  const eventsByPath = new Map<PagePath, EventRecord[]>()
  for (const event of events) for (const path of event.paths) addToList(eventsByPath, path, event)
  const [added, removed] = [new Set<PagePath>(), new Set<PagePath>()]
  for (const { path, content } of snapshots) {
    if (content === null) removed.add(path)
    else if (contentsBefore.get(path) === null) added.add(path)
  }
  return { events: eventsByPath, added, removed }
}

function onlyEventOf(records: readonly EventRecord[]): WatchedEvent | null {
  return records.length === 1 ? watchedEventOf(records[0]!) : null
}

/** The reason why a save made no version, if the result has only one such reason. */
function onlyFoldKind({ folded }: IngestResult): FoldKind | null {
  const kinds = (Object.keys(folded) as FoldKind[]).filter((kind) => folded[kind] > 0)
  return kinds.length === 1 ? (kinds[0] ?? null) : null
}

function lastSnapshots(snapshots: readonly Snapshot[]): Snapshot[] {
  return [...new Map(snapshots.map((row) => [row.path, row])).values()]
}

function watchedEventOf(record: EventRecord): WatchedEvent {
  const { id, day, topic, title } = historyEvent(record)
  return { id, day, topic, title }
}
