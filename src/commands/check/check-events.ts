import { compare } from '../../model/compare.ts'
import type { EventId, EventRecord } from '../../model/event.ts'
import type { PagePath } from '../../model/page.ts'
import type { Instant } from '../../model/time.ts'
import type { CheckedEvent, CheckedPage, PageState } from '../../rules/rule-input.ts'
import type { RangeComparison } from '../../sources/git/comparison/comparison.ts'
import { buildChangesEntries } from '../../versioning/changes-section/changes-entries.ts'
import { condenseVersions } from '../../versioning/history/condense-versions.ts'
import { currentPageOf } from '../../versioning/matching/current-page.ts'
import { type CheckReadOptions, namedPathsOf, type TouchedPages } from './check-pages.ts'
import type { PageExistence } from './page-existence.ts'
import { type RangeSides, readRangeSides } from './range-sides.ts'
import { type RangeReplay, replayHistory, replaySides } from './replay-range.ts'

interface EventReadContext {
  readonly existence: PageExistence
  /** The time of the head. */
  readonly at: Instant
  /** Also read the history that gives event ids for pages with many events. */
  readonly includesUnnamed: boolean
}

/**
 * Finds the events that a range changes, with the same matching as an import. First only the two sides are replayed. Then
 * the history is read, but only of the pages whose events changed.
 * @returns the events, and the event of each page whose history was read
 */
export async function readEvents(
  comparison: RangeComparison,
  touched: TouchedPages,
  context: EventReadContext,
  options: CheckReadOptions,
): Promise<{ events: readonly CheckedEvent[]; eventByPath: ReadonlyMap<PagePath, EventId> }> {
  const sides = await readRangeSides(comparison, touched, context.at, options)
  const endpointReplay = replaySides(sides, options.rulings)
  const changed = changedEvents(endpointReplay, sides)
  if (changed.length === 0) return { events: [], eventByPath: new Map() }
  // pages with many events have no Changes section: their history gives nothing but event ids
  const withHistory = context.includesUnnamed ? changed : changed.filter(({ id }) => endpointReplay.singles.has(id))
  const paths = historyPaths(withHistory, touched.pages)
  // commit times within the range matter for titles, and for added and removed events
  const timed = historyPaths(withHistory.filter(needsCommitTimes(endpointReplay)), touched.pages)
  const replay = paths.size === 0 ? endpointReplay : await replayHistory(comparison, { paths, timed }, sides, options)
  const records = changedEvents(replay, sides)
  const namedPaths = records.flatMap(({ paths, versions }) => [...paths, ...versions.map(({ path }) => path)])
  await context.existence.load(namedPaths)
  const events = records
    .map((record) => checkedEventOf(record, replay, sides, context, comparison))
    .map((event) => (event.single || context.includesUnnamed ? event : { ...event, id: null }))
    .sort((a, b) => compare(sortPathOf(a), sortPathOf(b)) || a.current.item - b.current.item)
  const byPath = events.flatMap(({ id, page, single }) => (id && page && single ? [[page.path, id] as const] : []))
  return { events, eventByPath: new Map(byPath) }
}

/** Events with another version, another page, or another Changes section than before. */
function changedEvents({ before, after }: RangeReplay, { states, pages }: RangeSides): EventRecord[] {
  const section = (state: PageState | null | undefined) => state?.page.regenerated.changes ?? ''
  return after.filter((record) => {
    const former = before.get(record.id)
    if (former === undefined || former.versions.length !== record.versions.length) return true
    if (isOnOtherPages(former, record)) return true
    return record.shown.some((path) => pages.has(path) && section(states.get(path)) !== section(pages.get(path)?.after))
  })
}

function needsCommitTimes({ before }: RangeReplay): (record: EventRecord) => boolean {
  return (record) => {
    const former = before.get(record.id)
    if (former === undefined || isOnOtherPages(former, record)) return true
    return former.versions.at(-1)?.title !== record.versions.at(-1)?.title
  }
}

function isOnOtherPages(former: EventRecord, { shown }: EventRecord): boolean {
  return former.shown.length !== shown.length || former.shown.some((path) => !shown.includes(path))
}

/** The pages whose history is needed: those of changed events, and those that their Changes sections name. */
function historyPaths(changed: readonly EventRecord[], pages: readonly CheckedPage[]): Set<PagePath> {
  const paths = new Set(changed.flatMap((record) => record.paths))
  for (const { path, before, after } of pages) {
    if (!paths.has(path)) continue
    for (const state of [before, after]) for (const entryPath of namedPathsOf(state, path)) paths.add(entryPath)
  }
  return paths
}

function checkedEventOf(
  record: EventRecord,
  { before, size, singles }: RangeReplay,
  { states, pages }: RangeSides,
  { existence, at }: EventReadContext,
  comparison: RangeComparison,
): CheckedEvent {
  const { id, live, shown } = record
  const former = before.get(id)
  const versions = condenseVersions(record.versions, size)
  const path = live ? currentPageOf(record) : null
  const page = path === null ? null : (pages.get(path) ?? null)
  const formerPath = former?.live ? currentPageOf(former) : null
  const formerState = formerPath === null ? undefined : states.get(formerPath)
  const currentState = path === null ? null : page === null ? states.get(path) : page.after
  const exists = (other: PagePath) => existence.has(other, 'after')
  const ownEntries = (page: PagePath, { page: { changes }, mount }: PageState) =>
    buildChangesEntries({ versions }, changes, { page, mount, exists, latest: at })
  const cut = versions[0]?.from === null && !versions[0].claimed
  const isNewAndUncommitted = former === undefined && comparison.compared.head === null
  return {
    id: cut || isNewAndUncommitted ? null : id,
    versions,
    former: former?.versions.at(-1) ?? null,
    current: versions.at(-1)!,
    live,
    single: singles.has(id),
    page,
    formerPage: formerPath !== null && formerState ? { path: formerPath, state: formerState } : null,
    currentPage: path !== null && currentState ? { path, state: currentState } : null,
    shown,
    formerlyShown: former?.shown ?? [],
    entries: page?.after ? ownEntries(page.path, page.after) : [],
    cut,
  }
}

function sortPathOf({ page, formerPage, current }: CheckedEvent): PagePath {
  return page?.path ?? formerPage?.path ?? current.path
}
