import type { EventId, EventRecord } from '../../model/event.ts'
import type { RelationChange } from '../../model/ruling.ts'
import { briefOf, versionKey } from './event-brief.ts'

/**
 * Compares the merges and splits of two indexes of one ledger.
 * @returns relations that only `before` has, then those that only `after` has
 */
export function findRelationChanges(before: readonly EventRecord[], after: readonly EventRecord[]): RelationChange[] {
  const [then, now] = [relationsByKey(before), relationsByKey(after)]
  const onlyInFirst = (one: typeof now, other: typeof now) =>
    [...one].flatMap(([key, relation]) => (other.has(key) ? [] : [relation]))
  return [
    ...onlyInFirst(then, now).map((relation) => ({ what: 'lost' as const, ...relation })),
    ...onlyInFirst(now, then).map((relation) => ({ what: 'found' as const, ...relation })),
  ]
}

/** Merges and splits by their places in the ledger, since event ids may differ between indexes. */
function relationsByKey(events: readonly EventRecord[]): Map<string, Omit<RelationChange, 'what'>> {
  const byId = new Map<EventId, EventRecord>(events.map((event) => [event.id, event]))
  const found = new Map<string, Omit<RelationChange, 'what'>>()
  for (const whole of events) {
    for (const version of whole.versions) {
      for (const { kind, event } of version.kin ?? []) {
        const part = byId.get(event)
        if ((kind !== 'merged' && kind !== 'split') || part === undefined) continue
        const key = `${kind} ${[version, part.versions[0]!].map(versionKey).join(' ')}`
        found.set(key, { kind, at: version.from, whole: briefOf(whole), part: briefOf(part) })
      }
    }
  }
  return found
}
