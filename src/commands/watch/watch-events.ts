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
  const events = new BatchByPath(recorded)
  const pages = lastSnapshots(recorded.snapshots)
    .filter(({ path }) => !versionPaths.has(path))
    .flatMap((row) => watchPageOf(row, recorded, events, versionPaths, options) ?? [])
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
  const { classes, severity, diff } = describeTitleChangeAfter(
    new FormerWordings(versions.slice(0, index - 1)),
    before,
    after,
  )
  let first = index - 1
  while (first > 0 && versions[first - 1]!.title === versions[index - 1]!.title) first--
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
function comparedVersions(
  versions: readonly VersionRecord[],
  isNew: (version: VersionRecord) => boolean,
): VersionRecord[] {
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
  events: BatchByPath,
  versionPaths: ReadonlySet<PagePath>,
  options: WatchEventOptions,
): WatchPage | null {
  const { path, content } = row
  const { at, missed } = options
  const pageEvent = (
    what: WatchPage['what'],
    event: WatchedEvent | null,
    rest: Partial<WatchPage> = {},
  ): WatchPage => ({
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
  if (recorded.indexBehind) return pageEvent('kept', null)
  if (content === null) {
    const formerEvents = events.eventsEverOn(path)
    // the event moved to another page, which has its own watch event
    if (
      formerEvents.length > 0 &&
      formerEvents.every((record) => record.shown.some((shown) => versionPaths.has(shown) || events.isAdded(shown)))
    )
      return null
    return pageEvent('removed', formerEvents.length === 1 ? watchedEventOf(formerEvents[0]!) : null)
  }
  const shown = events.eventsEverOn(path).filter((record) => record.shown.includes(path))
  const event = shown.length === 1 ? watchedEventOf(shown[0]!) : null
  if (recorded.contentsBefore.get(path) !== null)
    return options.isOwnWrite(content) ? null : pageEvent('folded', event, { fold: onlyFoldKind(recorded) })
  const movedFrom = shown.flatMap(({ paths }) => paths).find((other) => events.isRemoved(other))
  if (movedFrom !== undefined) return pageEvent('moved', event, { formerly: movedFrom })
  return shown.length > 0 ? pageEvent('returned', event) : pageEvent('folded', null, { fold: onlyFoldKind(recorded) })
}

/** A result by path: the first result of a watch may contain every page. */
class BatchByPath {
  readonly #events = new Map<PagePath, EventRecord[]>()
  readonly #added = new Set<PagePath>()
  readonly #removed = new Set<PagePath>()

  constructor({ events, snapshots, contentsBefore: before }: IngestResult) {
    for (const event of events) {
      for (const path of event.paths) addToList(this.#events, path, event)
    }
    for (const { path, content } of snapshots) {
      if (content === null) this.#removed.add(path)
      else if (before.get(path) === null) this.#added.add(path)
    }
  }

  /** The events that were ever on a page. */
  eventsEverOn(path: PagePath): readonly EventRecord[] {
    return this.#events.get(path) ?? []
  }

  /** Whether the result adds a page at a path that had none. */
  isAdded(path: PagePath): boolean {
    return this.#added.has(path)
  }

  isRemoved(path: PagePath): boolean {
    return this.#removed.has(path)
  }
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
