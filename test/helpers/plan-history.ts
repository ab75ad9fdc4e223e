import { hash } from 'node:crypto'
import { readRulings } from '../../src/identity/rulings/ruling-file.ts'
import { Rulings } from '../../src/identity/rulings/rulings.ts'
import type { EventRecord, VersionRecord } from '../../src/model/event.ts'
import type { ChangesEntry, PagePath } from '../../src/model/page.ts'
import { type ContentHash, emptyLedger } from '../../src/model/revision.ts'
import type { Instant } from '../../src/model/time.ts'
import { type Item, noFacts, type PageFacts } from '../../src/versioning/index/page-facts.ts'
import { type ParsedRevision, Planner } from '../../src/versioning/planner.ts'

/** The pages that change at one time; null: removed. */
export type HistoryStep = Readonly<Record<PagePath, PageFacts | null>>

export const startTime = Date.UTC(2018, 0, 15, 8)
export const msPerHour = 3_600_000

export function item(title: string, rest: Partial<Item> = {}): Item {
  return { title, topic: null, day: '2018-01-15', sources: [], body: '', ...rest }
}

/** A page with one event. */
export function page(firstItem: Item | string, rest: Partial<PageFacts> = {}): PageFacts {
  return {
    ...noFacts,
    dialect: 'context',
    items: [typeof firstItem === 'string' ? item(firstItem) : firstItem],
    ...rest,
  }
}

/** A page with several events. */
export function portal(...items: (Item | string)[]): PageFacts {
  return { ...noFacts, dialect: 'portal', items: items.map((one) => (typeof one === 'string' ? item(one) : one)) }
}

export function claim(title: string, until: Instant | null, target = `/${title}.md`): ChangesEntry {
  return { title, target, until, label: until === null ? 'Current version' : 'Update', line: 1 }
}

/** The revisions of the steps; each step is a group. @param clock the time of each step; default: an hour apart */
export function revisionsOf(
  steps: readonly HistoryStep[],
  clock = (step: number): Instant => startTime + step * msPerHour,
): ParsedRevision[] {
  let rank = 0
  return steps.flatMap((step, index) => {
    const at = clock(index)
    rank = Math.max(rank, at)
    const sha = hash('sha1', String(index))
    return Object.entries(step).map(([path, facts]) => ({
      path,
      at,
      rank,
      group: sha,
      origin: { kind: 'commit', sha, author: 'desk' } as const,
      content: facts && (hash('sha256', JSON.stringify(facts)) as ContentHash),
      facts,
    }))
  })
}

/** Parses lines of a ruling file. */
export function rulingsOf(...lines: string[]): Rulings {
  const { rulings, problems } = readRulings(lines.join('\n'))
  if (problems.length > 0) throw new Error(problems[0]?.message)
  return new Rulings(rulings)
}

/** Plans the steps. @returns the planner, and the events in the order of their first snapshots */
export function planHistory(
  steps: readonly HistoryStep[],
  clock?: (step: number) => Instant,
  rulings?: Rulings,
): { planner: Planner; events: EventRecord[] } {
  const planner = new Planner(emptyLedger, undefined, rulings)
  const { events } = planner.plan(revisionsOf(steps, clock))
  return { planner, events: events.toSorted((a, b) => a.versions[0]!.seq - b.versions[0]!.seq) }
}

/** A version with default values, for tests that need versions only. */
export function version(title: string, rest: Partial<VersionRecord> = {}): VersionRecord {
  return {
    ...item(title),
    path: 'page.md',
    from: startTime,
    until: null,
    seq: 1,
    item: 0,
    claimed: false,
    link: null,
    ...rest,
  }
}

/** Versions of one hour each; the last one is current. */
export function versions(...titles: string[]): VersionRecord[] {
  return titles.map((title, index) =>
    version(title, {
      from: startTime + index * msPerHour,
      until: index === titles.length - 1 ? null : startTime + (index + 1) * msPerHour,
      seq: index + 1,
    }),
  )
}

export function event(eventVersions: readonly VersionRecord[], rest: Partial<EventRecord> = {}): EventRecord {
  const paths = [...new Set(eventVersions.map(({ path }) => path))]
  return {
    id: 'event' as EventRecord['id'],
    versions: eventVersions,
    paths,
    shown: paths,
    live: true,
    folded: 0,
    seq: 1,
    ...rest,
  }
}
