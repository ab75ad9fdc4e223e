import type { EventId, EventRecord } from '../../model/event.ts'
import type { PagePath } from '../../model/page.ts'
import type { Instant } from '../../model/time.ts'
import { entryPaths } from '../../page/sections/local-links.ts'
import type { CheckedEvent, CheckedPage, PageState } from '../../rules/rule-input.ts'
import type { RangeComparison } from '../../sources/git/comparison/comparison.ts'
import { buildChangesEntries } from '../../versioning/changes-section/changes-entries.ts'
import { condenseVersions } from '../../versioning/history/condense-versions.ts'
import { currentPageOf } from '../../versioning/matching/current-page.ts'
import type { CheckReadOptions, TouchedPages } from './check-pages.ts'
import type { PageExistence } from './page-existence.ts'
import { type RangeSides, readRangeSides } from './range-sides.ts'
import { type RangeReplay, replayHistory, replaySides } from './replay-range.ts'

export interface CheckedEvents {
  readonly events: readonly CheckedEvent[]
  /** The event that each page tells, where its history was looked at. */
  readonly eventByPath: ReadonlyMap<PagePath, EventId>
}

interface EventReadContext {
  readonly existence: PageExistence
  /** The moment of what is judged. */
  readonly at: Instant
  /** Read also what only names the events of pages that tell many. */
  readonly includesUnnamed: boolean
}

/**
 * The events that a range touches: recorded as an import would, with the history of those pages alone that it takes to
 * tell. First the two sides are compared; only where an event is told otherwise than before is its history read.
 */
export async function readEvents(
  comparison: RangeComparison,
  touched: TouchedPages,
  context: EventReadContext,
  options: CheckReadOptions,
): Promise<CheckedEvents> {
  const sides = await readRangeSides(comparison, touched, context.at, options)
  const endpointReplay = replaySides(sides, options.rulings)
  const changed = changedEvents(endpointReplay, sides)
  if (changed.length === 0) return { events: [], eventByPath: new Map() }
  // pages that tell many events have no section to be held to: of their history nothing but names of events is known
  const withHistory = context.includesUnnamed ? changed : changed.filter(({ id }) => endpointReplay.singles.has(id))
  const paths = historyPaths(withHistory, touched.pages)
  // when exactly something changed within the range matters for titles and for what came or went
  const timedPaths = historyPaths(withHistory.filter(needsCommitTimes(endpointReplay)), touched.pages)
  const replay =
    paths.size === 0 ? endpointReplay : await replayHistory(comparison, { paths, timed: timedPaths }, sides, options)
  const records = changedEvents(replay, sides)
  await context.existence.load(
    records.flatMap(({ paths, versions }) => [...paths, ...versions.map(({ path }) => path)]),
  )
  const events = records
    .map((record) => checkedEventOf(record, replay, sides, context, comparison))
    .map((event) => (event.single || context.includesUnnamed ? event : { ...event, id: null }))
    .sort((a, b) => compareText(sortPathOf(a), sortPathOf(b)) || a.current.item - b.current.item)
  const byPath = events.flatMap(({ id, page, single }) => (id && page && single ? [[page.path, id] as const] : []))
  return { events, eventByPath: new Map(byPath) }
}

/** Events that are told otherwise than before: in another version, on another page, or with another Changes section. */
function changedEvents({ before, after }: RangeReplay, { states, pages }: RangeSides): EventRecord[] {
  const section = (state: PageState | null | undefined) => state?.page.regenerated.changes ?? ''
  return after.filter((record) => {
    const former = before.get(record.id)
    if (former === undefined || former.versions.length !== record.versions.length) return true
    if (former.shown.length !== record.shown.length || former.shown.some((path) => !record.shown.includes(path)))
      return true
    return record.shown.some((path) => pages.has(path) && section(states.get(path)) !== section(pages.get(path)?.after))
  })
}

function needsCommitTimes({ before }: RangeReplay): (record: EventRecord) => boolean {
  return ({ id, versions, shown }) => {
    const former = before.get(id)
    const moved = former?.shown.length !== shown.length || former.shown.some((path) => !shown.includes(path))
    return moved || former?.versions.at(-1)?.title !== versions.at(-1)?.title
  }
}

/** The pages whose history it takes: those that tell such an event, and those that a Changes section names. */
function historyPaths(changed: readonly EventRecord[], pages: readonly CheckedPage[]): Set<PagePath> {
  const paths = new Set(changed.flatMap((record) => record.paths))
  for (const { path, before, after } of pages) {
    if (!paths.has(path)) continue
    for (const state of [before, after]) {
      for (const { target } of state?.page.changes ?? []) {
        for (const entryPath of entryPaths(target, path, state?.mount ?? '')) paths.add(entryPath)
      }
    }
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
  const mount = page?.after?.mount ?? ''
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
    entries:
      page?.after && path !== null
        ? buildChangesEntries({ versions }, page.after.page.changes, {
            page: path,
            mount,
            exists: (other) => existence.has(other, 'after'),
            latest: at,
          })
        : [],
    cut,
  }
}

function sortPathOf({ page, formerPage, current }: CheckedEvent): PagePath {
  return page?.path ?? formerPage?.path ?? current.path
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
