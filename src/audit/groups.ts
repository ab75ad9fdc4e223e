import type { AuditGroup, AuditGrouping, TitleChange } from '../model/audit.ts'
import type { Severity } from '../model/change.ts'
import type { EventRecord } from '../model/event.ts'
import { quartilesOf } from './quartiles.ts'

/** How many events have each day, topic or source, retitled or not: what the groups of changes are shares of. */
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

  /** Null where events have nothing of the kind. */
  count(key: string | null): number | null {
    return eventKeys[this.by] === null ? null : (this.#events.get(key) ?? 0)
  }
}

/**
 * Title changes by what they share, most changes first, then by name. One that has several sources or classes is in each of
 * their groups, and one that has none in the group without a name.
 * @param events all that were looked at, and by what they are grouped
 */
export function groupTitleChanges(changes: readonly TitleChange[], events: GroupEventCounts): AuditGroup[] {
  const keysOf = changeKeys[events.by]
  const members = new Map<string | null, TitleChange[]>()
  for (const change of changes) {
    for (const key of distinctKeys(keysOf(change))) {
      const group = members.get(key)
      if (group) group.push(change)
      else members.set(key, [change])
    }
  }
  return [...members]
    .map(([key, groupChanges]) => buildGroup(key, groupChanges, events.count(key)))
    .sort(compareByChanges)
}

const changeKeys: Record<AuditGrouping, (change: TitleChange) => readonly (string | null)[]> = {
  day: ({ day }) => [day],
  topic: ({ topic }) => [topic],
  source: ({ sources }) => hostsOf(sources),
  class: ({ classes }) => classes,
  author: ({ origin }) => [origin.kind === 'commit' ? origin.author : null],
}

/** As a change has it, so has its event: the day and the topic are the latest, a source is one of any wording. */
const eventKeys: Record<AuditGrouping, ((versions: EventRecord['versions']) => readonly (string | null)[]) | null> = {
  day: (versions) => [versions.at(-1)!.day],
  topic: (versions) => [versions.at(-1)!.topic],
  source: (versions) => versions.flatMap(({ sources }) => hostsOf(sources)),
  class: null,
  author: null,
}

/** Each once; what has no name is in the group without one. */
function distinctKeys(keys: readonly (string | null)[]): Iterable<string | null> {
  return keys.length === 0 ? [null] : new Set(keys)
}

function hostsOf(sources: readonly string[]): string[] {
  return sources.flatMap((source) => hostOf(source) ?? [])
}

/** `www.` is no part of a name by which a source is known. */
function hostOf(source: string): string | null {
  return URL.parse(source)?.hostname.replace(/^www\./, '') || null
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

function compareByChanges(a: AuditGroup, b: AuditGroup): number {
  const [one, other] = [a.key ?? '', b.key ?? '']
  return b.changes - a.changes || (one < other ? -1 : one > other ? 1 : 0)
}
