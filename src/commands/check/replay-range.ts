import type { Rulings } from '../../identity/rulings/rulings.ts'
import { readFacts } from '../../ingest/read-page.ts'
import type { EventId, EventRecord } from '../../model/event.ts'
import type { PagePath } from '../../model/page.ts'
import type { ContentHash } from '../../model/revision.ts'
import type { Comparison } from '../../sources/git/comparison/comparison.ts'
import type { LoggedCommit } from '../../sources/git/repository/log.ts'
import { EventBook, type PageRevision, recordOf } from '../../versioning/index/event-index.ts'
import { noFacts, type PageFacts } from '../../versioning/index/page-facts.ts'
import { Recorder } from '../../versioning/matching/version-matcher.ts'
import { lastStates } from '../../versioning/planner.ts'
import type { CheckReading } from './check-pages.ts'
import { isUnreadable, type Sides } from './check-sides.ts'

/** What recording comes to, before a range and after it. */
export interface Replay {
  readonly before: ReadonlyMap<EventId, EventRecord>
  /** The events that something was recorded of since. */
  readonly after: readonly EventRecord[]
  /** Size of the ledger before the range. */
  readonly size: number
  /** Events that are told by pages of their own. */
  readonly singles: ReadonlySet<EventId>
}

/** Records the two sides of a range, one after the other. */
export function replaySides({ base, head }: Sides, rulings: Rulings): Replay {
  return replay([base], [head], rulings)
}

/**
 * Records the history of some pages up to the base, then the base as it stood, then the range commit by commit, then the
 * head: what an import would come to, as far as these pages tell.
 * @param timed pages that are followed through the range; of the others only both ends count
 */
export async function replayHistory(
  comparison: Comparison,
  { paths, timed }: { readonly paths: ReadonlySet<PagePath>; readonly timed: ReadonlySet<PagePath> },
  sides: Sides,
  options: CheckReading,
): Promise<Replay> {
  const [history, range] = await Promise.all([
    comparison.commits([...paths], 'history'),
    comparison.commits([...timed], 'range'),
  ])
  // what is before is mostly nothing: contents are read while that is found out
  const [near, whole] = await Promise.all([
    readAll(comparison, [...history, ...range], options),
    comparison.followed(history),
  ])
  const far = whole === history ? [] : await readAll(comparison, whole, options)
  const facts = new Map([...near, ...far])
  const revisions = (commits: readonly LoggedCommit[]) => {
    let rank = 0
    return commits.map((commit) => {
      rank = Math.max(rank, commit.at)
      return groupOf(commit, rank, facts, comparison.compared.boundary)
    })
  }
  return replay([...revisions(whole), sides.base], [...revisions(range), sides.head], options.rulings)
}

/** What is read of a page at one moment; several that happened at once are a group. */
type Group = readonly Omit<PageRevision, 'seq' | 'before'>[]

function replay(before: readonly Group[], after: readonly Group[], rulings: Rulings): Replay {
  const book = new EventBook(rulings)
  const recorder = new Recorder(book)
  const standing = new Map<PagePath, ContentHash>()
  let size = 0
  const record = (group: Group) => {
    const revisions: PageRevision[] = []
    for (const revision of group) {
      const { path, content } = revision
      const stood = standing.get(path) ?? null
      if (stood === content) continue
      if (content === null) standing.delete(path)
      else standing.set(path, content)
      revisions.push({ ...revision, before: stood, seq: ++size })
    }
    const states = lastStates(revisions)
    if (states.length > 0) recorder.record(states)
  }
  for (const group of before) record(group)
  const base = size
  recorder.takeChanged()
  const known = new Map([...book.events].map(([id, event]) => [id, recordOf(event)]))
  for (const group of after) record(group)
  const singles = [...book.events.values()].filter(({ single }) => single).map(({ id }) => id)
  return { before: known, after: recorder.takeChanged(), size: base, singles: new Set(singles) }
}

function groupOf(
  { sha, at, entries }: LoggedCommit,
  rank: number,
  facts: ReadonlyMap<string, PageFacts>,
  boundary: ReadonlySet<string>,
): Group {
  return entries.flatMap(({ path, oid, newMode }) => {
    const isFile = oid !== null && newMode.startsWith('100')
    const read = isFile ? facts.get(`${oid} ${path}`) : null
    // what cannot be read is passed over
    if (read === undefined) return []
    return [{ path, at, rank, content: isFile ? (oid as ContentHash) : null, facts: read, cut: boundary.has(sha) }]
  })
}

async function readAll(
  comparison: Comparison,
  commits: readonly LoggedCommit[],
  options: CheckReading,
): Promise<Map<string, PageFacts>> {
  const paths = new Map<string, Set<PagePath>>()
  for (const { path, oid } of commits.flatMap(({ entries }) => entries)) {
    if (oid === null) continue
    const known = paths.get(oid)
    if (known) known.add(path)
    else paths.set(oid, new Set([path]))
  }
  const facts = new Map<string, PageFacts>()
  for await (const { key, bytes } of comparison.contents([...paths.keys()])) {
    options.signal?.throwIfAborted()
    for (const path of paths.get(key) ?? []) {
      const read = readFacts(path, bytes, options)
      if (isUnreadable(read)) continue
      facts.set(`${key} ${path}`, read.dialect === 'none' ? noFacts : read)
    }
  }
  return facts
}
