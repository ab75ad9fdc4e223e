import type { EventRecord, MatchEvidence, VersionRecord } from '../../model/event.ts'
import type { ReassignedVersions } from '../../model/ruling.ts'
import { briefOf, versionKey } from './event-brief.ts'

/**
 * The versions that belong to another event than before, since more is known now or people said so: they joined those of
 * another one, or were parted from them. An event goes on as the one that has its id, or else most of its versions; one
 * whose versions are none any more is dissolved.
 * @returns those that went the same way as one, in the order of `after`; then those that were dissolved
 */
export function findReassignedVersions(
  before: readonly EventRecord[],
  after: readonly EventRecord[],
): ReassignedVersions[] {
  const former = new Map<string, EventRecord>()
  for (const event of before) for (const version of recordedVersions(event)) former.set(versionKey(version), event)
  const originsByEvent = new Map<EventRecord, Map<EventRecord, VersionRecord[]>>()
  for (const event of after) {
    const origins = originsOf(event, former)
    // most events are what they were
    if (origins.size > 0) originsByEvent.set(event, origins)
  }
  const successors = successorsOf(originsByEvent)
  const reassigned = [...originsByEvent].flatMap(([to, origins]) => {
    const mainOrigin = [...origins.keys()].reduce((one, other) =>
      sharedVersionCount(other, to, origins) > sharedVersionCount(one, to, origins) ? other : one,
    )
    return [...origins]
      .filter(([from]) => from !== mainOrigin || successors.get(from) !== to)
      .map(([from, versions]) => reassignmentOf(from, to, versions, origins.size > 1))
  })
  return [
    ...reassigned,
    ...dissolvedEvents(before, after, new Set([...originsByEvent.values()].flatMap((origins) => [...origins.keys()]))),
  ]
}

/** The events that are gone, each with the event that its page tells now. */
function dissolvedEvents(
  before: readonly EventRecord[],
  after: readonly EventRecord[],
  continuing: ReadonlySet<EventRecord>,
): ReassignedVersions[] {
  const ids = new Set(after.map(({ id }) => id))
  const gone = before.filter((event) => !continuing.has(event) && !ids.has(event.id))
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

function reassignmentOf(
  from: EventRecord,
  to: EventRecord,
  versions: readonly VersionRecord[],
  joined: boolean,
): ReassignedVersions {
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
  const origins = new Map<EventRecord, VersionRecord[]>()
  for (const version of recordedVersions(event)) {
    const from = former.get(versionKey(version))
    if (from === undefined) continue
    const others = origins.get(from)
    if (others) others.push(version)
    else origins.set(from, [version])
  }
  return origins
}

/** The event as which each former one goes on. */
function successorsOf(originsByEvent: ReadonlyMap<EventRecord, ReadonlyMap<EventRecord, readonly VersionRecord[]>>) {
  const successors = new Map<EventRecord, EventRecord>()
  for (const [to, origins] of originsByEvent) {
    for (const from of origins.keys()) {
      const other = successors.get(from)
      if (
        other === undefined ||
        sharedVersionCount(from, to, origins) > sharedVersionCount(from, other, originsByEvent.get(other)!)
      )
        successors.set(from, to)
    }
  }
  return successors
}

/** How much of a former event is in an event: all of it where the id is the same. */
function sharedVersionCount(
  from: EventRecord,
  to: EventRecord,
  origins: ReadonlyMap<EventRecord, readonly VersionRecord[]>,
): number {
  return from.id === to.id ? Number.POSITIVE_INFINITY : (origins.get(from)?.length ?? 0)
}

/** What speaks for some versions of an event belonging to the others: why the first of either kind followed the other. */
function linkBetween(event: EventRecord, versions: ReadonlySet<VersionRecord>): MatchEvidence | null {
  const recorded = recordedVersions(event)
  const next = recorded.findIndex(
    (version, index) => index > 0 && versions.has(version) !== versions.has(recorded[index - 1]!),
  )
  return recorded[next]?.link ?? null
}

function recordedVersions({ versions }: EventRecord): VersionRecord[] {
  return versions.filter(({ claimed }) => !claimed)
}
