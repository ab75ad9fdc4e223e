import type { Rulings } from '../../identity/rulings/rulings.ts'
import { readFacts } from '../../ingest/read-page.ts'
import type { EventId, EventRecord } from '../../model/event.ts'
import type { PagePath } from '../../model/page.ts'
import type { ContentHash } from '../../model/revision.ts'
import type { RangeComparison } from '../../sources/git/comparison/comparison.ts'
import type { LoggedCommit } from '../../sources/git/repository/log.ts'
import { recordOf } from '../../versioning/index/event-index.ts'
import { noFacts, type PageFacts } from '../../versioning/index/page-facts.ts'
import { Replayer } from '../../versioning/replayer.ts'
import type { CheckReadOptions } from './check-pages.ts'
import { isUnreadable, type RangeSides, type RevisionGroup } from './range-sides.ts'

/** The events before and after a range. */
export interface RangeReplay {
  readonly before: ReadonlyMap<EventId, EventRecord>
  /** The events that changed in the range. */
  readonly after: readonly EventRecord[]
  /** The number of revisions before the range. */
  readonly size: number
  /** Events whose pages report no other event. */
  readonly singles: ReadonlySet<EventId>
}

/** Replays the two sides of a range, one after the other. */
export function replaySides({ base, head }: RangeSides, rulings: Rulings): RangeReplay {
  return replay([base], [head], rulings)
}

/**
 * Replays the history of some pages up to the base, the base, the commits of the range, and the head, as an import of these
 * pages does.
 * @param timed pages whose commits in the range are replayed; of the others only the two sides are
 */
export async function replayHistory(
  comparison: RangeComparison,
  { paths, timed }: { readonly paths: ReadonlySet<PagePath>; readonly timed: ReadonlySet<PagePath> },
  sides: RangeSides,
  options: CheckReadOptions,
): Promise<RangeReplay> {
  const [history, range] = await Promise.all([
    comparison.readCommits([...paths], 'history'),
    comparison.readCommits([...timed], 'range'),
  ])
  // mostly there is no earlier history, so contents are read at the same time
  const [facts, completeHistory] = await Promise.all([
    readCommitFacts(comparison, [...history, ...range], options),
    comparison.extendHistory(history),
  ])
  if (completeHistory !== history)
    for (const entry of await readCommitFacts(comparison, completeHistory, options)) facts.set(...entry)
  const revisions = (commits: readonly LoggedCommit[]) => {
    let rank = 0
    return commits.map((commit) => {
      rank = Math.max(rank, commit.at)
      return commitGroup(commit, rank, facts, comparison.compared.boundary)
    })
  }
  return replay([...revisions(completeHistory), sides.base], [...revisions(range), sides.head], options.rulings)
}

function replay(before: readonly RevisionGroup[], after: readonly RevisionGroup[], rulings: Rulings): RangeReplay {
  const replayer = new Replayer(rulings)
  const { events } = replayer.eventIndex
  let size = 0
  const matchGroup = (group: RevisionGroup) => {
    for (const revision of group) if (replayer.add({ ...revision, seq: size + 1 })) size++
    replayer.matchGroup()
  }
  for (const group of before) matchGroup(group)
  const base = size
  replayer.takeChanged()
  const beforeEvents = new Map([...events].map(([id, event]) => [id, recordOf(event)]))
  for (const group of after) matchGroup(group)
  const singles = [...events.values()].filter(({ single }) => single).map(({ id }) => id)
  return { before: beforeEvents, after: replayer.takeChanged(), size: base, singles: new Set(singles) }
}

function commitGroup(
  { sha, at, entries }: LoggedCommit,
  rank: number,
  facts: ReadonlyMap<string, PageFacts>,
  boundary: ReadonlySet<string>,
): RevisionGroup {
  return entries.flatMap(({ path, oid, newMode }) => {
    const isFile = oid !== null && newMode.startsWith('100')
    const pageFacts = isFile ? facts.get(`${oid} ${path}`) : null
    // unreadable pages are skipped
    if (pageFacts === undefined) return []
    return [{ path, at, rank, content: isFile ? (oid as ContentHash) : null, facts: pageFacts, cut: boundary.has(sha) }]
  })
}

async function readCommitFacts(
  comparison: RangeComparison,
  commits: readonly LoggedCommit[],
  options: CheckReadOptions,
): Promise<Map<string, PageFacts>> {
  const files = Map.groupBy(
    commits.flatMap(({ entries }) => entries),
    ({ oid }) => oid,
  )
  const facts = new Map<string, PageFacts>()
  for await (const { key, bytes } of comparison.contents([...files.keys()].filter((oid) => oid !== null))) {
    options.signal?.throwIfAborted()
    for (const path of new Set(files.get(key)?.map((file) => file.path))) {
      const pageFacts = readFacts(path, bytes, options)
      if (isUnreadable(pageFacts)) continue
      facts.set(`${key} ${path}`, pageFacts.dialect === 'none' ? noFacts : pageFacts)
    }
  }
  return facts
}
