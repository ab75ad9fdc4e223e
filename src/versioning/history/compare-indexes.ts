import type { EventRecord, Link, VersionRecord } from '../../model/event.ts'
import type { Rejudged } from '../../model/ruling.ts'
import { briefOf, placeOf } from './event-brief.ts'

/**
 * The versions that belong to another event than before, since more is known now or people said so: they joined those of
 * another one, or were parted from them. An event goes on as the one that has its id, or else most of its versions; one
 * whose versions are none any more is dissolved.
 * @returns those that went the same way as one, in the order of `after`; then those that were dissolved
 */
export function rejudged(before: readonly EventRecord[], after: readonly EventRecord[]): Rejudged[] {
  const former = new Map<string, EventRecord>()
  for (const event of before) for (const version of toldOf(event)) former.set(placeOf(version), event)
  const ways = new Map<EventRecord, Map<EventRecord, VersionRecord[]>>()
  for (const event of after) {
    const came = originsOf(event, former)
    // most events are what they were
    if (came.size > 0) ways.set(event, came)
  }
  const heirs = heirsOf(ways)
  const went = [...ways].flatMap(([to, came]) => {
    const stem = [...came.keys()].reduce((one, other) =>
      weight(other, to, came) > weight(one, to, came) ? other : one,
    )
    return [...came]
      .filter(([from]) => from !== stem || heirs.get(from) !== to)
      .map(([from, versions]) => wayOf(from, to, versions, came.size > 1))
  })
  return [...went, ...dissolved(before, after, new Set([...ways.values()].flatMap((came) => [...came.keys()])))]
}

/** The events that are gone, each with the event that its page tells now. */
function dissolved(
  before: readonly EventRecord[],
  after: readonly EventRecord[],
  goingOn: ReadonlySet<EventRecord>,
): Rejudged[] {
  const ids = new Set(after.map(({ id }) => id))
  const gone = before.filter((event) => !goingOn.has(event) && !ids.has(event.id))
  if (gone.length === 0) return []
  const byPath = new Map(after.flatMap((event) => event.paths.map((path) => [path, event] as const)))
  return gone.map((from) => {
    const { title, path, from: at } = from.versions[0]!
    const to = byPath.get(from.versions.at(-1)!.path)
    return {
      title,
      path,
      at,
      versions: from.versions.length,
      what: 'dissolved',
      from: briefOf(from),
      to: to ? briefOf(to) : null,
      link: null,
    }
  })
}

function wayOf(from: EventRecord, to: EventRecord, versions: readonly VersionRecord[], joined: boolean): Rejudged {
  const { title, path, from: at } = versions[0]!
  return {
    title,
    path,
    at,
    versions: versions.length,
    what: joined ? 'joined' : 'parted',
    from: briefOf(from),
    to: briefOf(to),
    link: joined ? linkBetween(to, new Set(versions)) : null,
  }
}

/** The former events of an event's versions. */
function originsOf(event: EventRecord, former: ReadonlyMap<string, EventRecord>) {
  const came = new Map<EventRecord, VersionRecord[]>()
  for (const version of toldOf(event)) {
    const from = former.get(placeOf(version))
    if (from === undefined) continue
    const others = came.get(from)
    if (others) others.push(version)
    else came.set(from, [version])
  }
  return came
}

/** The event as which each former one goes on. */
function heirsOf(ways: ReadonlyMap<EventRecord, ReadonlyMap<EventRecord, readonly VersionRecord[]>>) {
  const heirs = new Map<EventRecord, EventRecord>()
  for (const [to, came] of ways) {
    for (const from of came.keys()) {
      const other = heirs.get(from)
      if (other === undefined || weight(from, to, came) > weight(from, other, ways.get(other)!)) heirs.set(from, to)
    }
  }
  return heirs
}

/** How much of a former event is in an event: all of it where the id is the same. */
function weight(from: EventRecord, to: EventRecord, came: ReadonlyMap<EventRecord, readonly VersionRecord[]>): number {
  return from.id === to.id ? Number.POSITIVE_INFINITY : (came.get(from)?.length ?? 0)
}

/** What speaks for some versions of an event belonging to the others: why the first of either kind followed the other. */
function linkBetween(event: EventRecord, versions: ReadonlySet<VersionRecord>): Link | null {
  const told = toldOf(event)
  const next = told.findIndex((version, index) => index > 0 && versions.has(version) !== versions.has(told[index - 1]!))
  return told[next]?.link ?? null
}

function toldOf({ versions }: EventRecord): VersionRecord[] {
  return versions.filter(({ claimed }) => !claimed)
}
