import type { EventRecord, MatchEvidence, VersionRecord } from '../../model/event.ts'
import { addToList } from '../../model/multimap.ts'
import type { ReassignedVersions } from '../../model/ruling.ts'
import { briefOf, versionKey } from './event-brief.ts'

/**
 * Compares two indexes of one ledger and finds the versions that belong to another event than before: they joined another
 * event's versions, or were parted from their own. An event continues as the one with its id, else as the one with most
 * of its versions. An event is dissolved where its versions no longer exist.
 * @returns versions that moved between the same events as one, in the order of `after`; then the dissolved events
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
    if (origins.size > 0) originsByEvent.set(event, origins)
  }
  const successors = successorsOf(originsByEvent)
  const reassigned = [...originsByEvent].flatMap(([to, origins]) => {
    const mainOrigin = [...origins.keys()].reduce((one, other) =>
      sharedVersionCount(other, to, origins) > sharedVersionCount(one, to, origins) ? other : one,
    )
    return [...origins]
      .filter(([from]) => from !== mainOrigin || successors.get(from) !== to)
      .map(([from, versions]) => reassignmentOf(from, to, versions, origins.size > 1 ? 'joined' : 'parted'))
  })
  return [...reassigned, ...dissolvedEvents(before, after, successors)]
}

/** The events without a successor, each with the event that its page reports now. */
function dissolvedEvents(
  before: readonly EventRecord[],
  after: readonly EventRecord[],
  successors: ReadonlyMap<EventRecord, EventRecord>,
): ReassignedVersions[] {
  const ids = new Set(after.map(({ id }) => id))
  const gone = before.filter((event) => !successors.has(event) && !ids.has(event.id))
  if (gone.length === 0) return []
  const byPath = new Map(after.flatMap((event) => event.paths.map((path) => [path, event] as const)))
  return gone.map((from) =>
    reassignmentOf(from, byPath.get(from.versions.at(-1)!.path) ?? null, from.versions, 'dissolved'),
  )
}

function reassignmentOf(
  from: EventRecord,
  to: EventRecord | null,
  versions: readonly VersionRecord[],
  what: ReassignedVersions['what'],
): ReassignedVersions {
  const { title, path, from: at } = versions[0]!
  const link = what === 'joined' && to ? linkBetween(to, new Set(versions)) : null
  return { title, path, at, versions: versions.length, what, from: briefOf(from), to: to && briefOf(to), link }
}

/** Groups an event's versions by their former events. */
function originsOf(event: EventRecord, former: ReadonlyMap<string, EventRecord>) {
  const origins = new Map<EventRecord, VersionRecord[]>()
  for (const version of recordedVersions(event)) {
    const from = former.get(versionKey(version))
    if (from !== undefined) addToList(origins, from, version)
  }
  return origins
}

/** The event as which each former event continues. */
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

/** How many versions an event has of a former one; infinite where the id is the same. */
function sharedVersionCount(
  from: EventRecord,
  to: EventRecord,
  origins: ReadonlyMap<EventRecord, readonly VersionRecord[]>,
): number {
  return from.id === to.id ? Number.POSITIVE_INFINITY : (origins.get(from)?.length ?? 0)
}

/** The evidence that links some versions of an event with its others: that of the first step between both kinds. */
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
