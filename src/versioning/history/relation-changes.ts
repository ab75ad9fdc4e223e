import type { EventId, EventRecord } from '../../model/event.ts'
import type { RelationChange } from '../../model/ruling.ts'
import { briefOf, versionKey } from './event-brief.ts'

/**
 * The merges and splits that are told since the record was judged anew, and those that are told no more.
 * @returns what was lost, then what was found
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

/** Each merge and split by the places in the ledger where its events begin and it came about, whatever they are called. */
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
