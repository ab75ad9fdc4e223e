import type { EventId, EventRecord } from '../../model/event.ts'
import type { PagePath } from '../../model/page.ts'
import type { Instant } from '../../model/time.ts'
import { entryPaths } from '../../page/sections/local-links.ts'
import type { JudgedEvent, JudgedPage, PageState } from '../../rules/judged-range.ts'
import type { Comparison } from '../../sources/git/comparison/comparison.ts'
import { changesEntries } from '../../versioning/changes-section/changes-entries.ts'
import { condense } from '../../versioning/history/condense.ts'
import { pageTelling } from '../../versioning/matching/page-of-event.ts'
import type { CheckReading, ReadPages } from './check-pages.ts'
import { readSides, type Sides } from './check-sides.ts'
import type { Existence } from './existence.ts'
import { type Replay, replayHistory, replaySides } from './replay-range.ts'

export interface CheckedEvents {
  readonly events: readonly JudgedEvent[]
  /** The event that each page tells, where its history was looked at. */
  readonly byPath: ReadonlyMap<PagePath, EventId>
}

interface Around {
  readonly existence: Existence
  /** The moment of what is judged. */
  readonly at: Instant
  /** Read also what only names the events of pages that tell many. */
  readonly named: boolean
}

/**
 * The events that a range touches: recorded as an import would, with the history of those pages alone that it takes to
 * tell. First the two sides are compared; only where an event is told otherwise than before is its history read.
 */
export async function readEvents(
  comparison: Comparison,
  read: ReadPages,
  around: Around,
  options: CheckReading,
): Promise<CheckedEvents> {
  const sides = await readSides(comparison, read, around.at, options)
  const stepped = replaySides(sides, options.rulings)
  const changed = changedEvents(stepped, sides)
  if (changed.length === 0) return { events: [], byPath: new Map() }
  // pages that tell many events have no section to be held to: of their history nothing but names of events is known
  const told = around.named ? changed : changed.filter(({ id }) => stepped.singles.has(id))
  const paths = pathsConcerned(told, read.pages)
  // when exactly something changed within the range matters for titles and for what came or went
  const timed = pathsConcerned(told.filter(isTimed(stepped)), read.pages)
  const replay = paths.size === 0 ? stepped : await replayHistory(comparison, { paths, timed }, sides, options)
  const records = changedEvents(replay, sides)
  await around.existence.learn(
    records.flatMap(({ paths, versions }) => [...paths, ...versions.map(({ path }) => path)]),
  )
  const events = records
    .map((record) => judgedEvent(record, replay, sides, around, comparison))
    .map((event) => (event.single || around.named ? event : { ...event, id: null }))
    .sort((a, b) => compare(placeOf(a), placeOf(b)) || a.current.item - b.current.item)
  const byPath = events.flatMap(({ id, page, single }) => (id && page && single ? [[page.path, id] as const] : []))
  return { events, byPath: new Map(byPath) }
}

/** Events that are told otherwise than before: in another version, on another page, or with another Changes section. */
function changedEvents({ before, after }: Replay, { states, pages }: Sides): EventRecord[] {
  const section = (state: PageState | null | undefined) => state?.page.regenerated.changes ?? ''
  return after.filter((record) => {
    const former = before.get(record.id)
    if (former === undefined || former.versions.length !== record.versions.length) return true
    if (former.shown.length !== record.shown.length || former.shown.some((path) => !record.shown.includes(path)))
      return true
    return record.shown.some((path) => pages.has(path) && section(states.get(path)) !== section(pages.get(path)?.after))
  })
}

function isTimed({ before }: Replay): (record: EventRecord) => boolean {
  return ({ id, versions, shown }) => {
    const former = before.get(id)
    const moved = former?.shown.length !== shown.length || former.shown.some((path) => !shown.includes(path))
    return moved || former?.versions.at(-1)?.title !== versions.at(-1)?.title
  }
}

/** The pages whose history it takes: those that tell such an event, and those that a Changes section names. */
function pathsConcerned(changed: readonly EventRecord[], pages: readonly JudgedPage[]): Set<PagePath> {
  const paths = new Set(changed.flatMap((record) => record.paths))
  for (const { path, before, after } of pages) {
    if (!paths.has(path)) continue
    for (const state of [before, after]) {
      for (const { target } of state?.page.changes ?? []) {
        for (const named of entryPaths(target, path, state?.mount ?? '')) paths.add(named)
      }
    }
  }
  return paths
}

function judgedEvent(
  record: EventRecord,
  { before, size, singles }: Replay,
  { states, pages }: Sides,
  { existence, at }: Around,
  comparison: Comparison,
): JudgedEvent {
  const { id, live, shown } = record
  const former = before.get(id)
  const versions = condense(record.versions, size)
  const path = live ? pageTelling(record) : null
  const page = path === null ? null : (pages.get(path) ?? null)
  const formerPath = former?.live ? pageTelling(former) : null
  const formerState = formerPath === null ? undefined : states.get(formerPath)
  const tellingState = path === null ? null : page === null ? states.get(path) : page.after
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
    telling: path !== null && tellingState ? { path, state: tellingState } : null,
    shown,
    formerlyShown: former?.shown ?? [],
    entries:
      page?.after && path !== null
        ? changesEntries({ versions }, page.after.page.changes, {
            page: path,
            mount,
            exists: (other) => existence.has(other, 'after'),
            latest: at,
          })
        : [],
    cut,
  }
}

function placeOf({ page, formerPage, current }: JudgedEvent): PagePath {
  return page?.path ?? formerPage?.path ?? current.path
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
