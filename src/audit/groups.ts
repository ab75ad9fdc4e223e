import type { AuditGroup, AuditGrouping, TitleChange } from '../model/audit.ts'
import type { Severity } from '../model/change.ts'
import { compare } from '../model/compare.ts'
import type { EventRecord } from '../model/event.ts'
import { addToList } from '../model/multimap.ts'
import { quartilesOf } from './quartiles.ts'

/** Counts the events of each day, topic or source, with or without a title change. Groups are shares of these counts. */
export class GroupEventCounts {
  readonly by: AuditGrouping
  readonly #events = new Map<string | null, number>()

  constructor(by: AuditGrouping) {
    this.by = by
  }

  add({ versions }: EventRecord): void {
    const keysOf = eventKeys[this.by]
    if (keysOf === null) return
    for (const key of distinctKeys(keysOf(versions))) this.#events.set(key, (this.#events.get(key) ?? 0) + 1)
  }

  /** @returns null for classes and authors, which events do not have */
  count(key: string | null): number | null {
    return eventKeys[this.by] === null ? null : (this.#events.get(key) ?? 0)
  }
}

/**
 * Groups title changes, most changes first, then by key. A change with several sources or classes is in several groups. A change
 * without any is in the group with the key null.
 * @param events the counts of all events in scope, which also say how to group
 */
export function groupTitleChanges(changes: readonly TitleChange[], events: GroupEventCounts): AuditGroup[] {
  const keysOf = changeKeys[events.by]
  const members = new Map<string | null, TitleChange[]>()
  for (const change of changes) {
    for (const key of distinctKeys(keysOf(change))) addToList(members, key, change)
  }
  return [...members]
    .map(([key, groupChanges]) => buildGroup(key, groupChanges, events.count(key)))
    .sort((a, b) => b.changes - a.changes || compare(a.key ?? '', b.key ?? ''))
}

const changeKeys: Record<AuditGrouping, (change: TitleChange) => readonly (string | null)[]> = {
  day: ({ day }) => [day],
  topic: ({ topic }) => [topic],
  source: ({ sources }) => hostsOf(sources),
  class: ({ classes }) => classes,
  author: ({ origin }) => [origin.kind === 'commit' ? origin.author : null],
}

/** The keys of an event: its latest day and topic, and the sources of all its versions. */
const eventKeys: Record<AuditGrouping, ((versions: EventRecord['versions']) => readonly (string | null)[]) | null> = {
  day: (versions) => [versions.at(-1)!.day],
  topic: (versions) => [versions.at(-1)!.topic],
  source: (versions) => versions.flatMap(({ sources }) => hostsOf(sources)),
  class: null,
  author: null,
}

/** Each key once; null where there is none. */
function distinctKeys(keys: readonly (string | null)[]): Iterable<string | null> {
  return keys.length === 0 ? [null] : new Set(keys)
}

/** The hosts of sources without `www.`. */
function hostsOf(sources: readonly string[]): string[] {
  return sources.flatMap((source) => URL.parse(source)?.hostname.replace(/^www\./, '') || [])
}

function buildGroup(key: string | null, changes: readonly TitleChange[], eventCount: number | null): AuditGroup {
  const bySeverity: Record<Severity, number> = { cosmetic: 0, editorial: 0, factual: 0 }
  for (const { severity } of changes) bySeverity[severity]++
  return {
    key,
    changes: changes.length,
    events: new Set(changes.map(({ event }) => event)).size,
    of: eventCount,
    silent: changes.filter(({ silent }) => silent).length,
    bySeverity,
    medianMinutesStood: quartilesOf(changes.flatMap(({ minutesStood }) => minutesStood ?? [])).median,
  }
}
