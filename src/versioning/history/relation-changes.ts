import type { EventId, EventRecord } from '../../model/event.ts'
import type { KinChange } from '../../model/ruling.ts'
import { briefOf, placeOf } from './event-brief.ts'

/**
 * The merges and splits that are told since the record was judged anew, and those that are told no more.
 * @returns what was lost, then what was found
 */
export function kinChanges(before: readonly EventRecord[], after: readonly EventRecord[]): KinChange[] {
  const [then, now] = [kinOf(before), kinOf(after)]
  const without = (one: typeof now, other: typeof now) =>
    [...one].flatMap(([key, kin]) => (other.has(key) ? [] : [kin]))
  return [
    ...without(then, now).map((kin) => ({ what: 'lost' as const, ...kin })),
    ...without(now, then).map((kin) => ({ what: 'found' as const, ...kin })),
  ]
}

/** Each merge and split by the places in the ledger where its events begin and it came about, whatever they are called. */
function kinOf(events: readonly EventRecord[]): Map<string, Omit<KinChange, 'what'>> {
  const byId = new Map<EventId, EventRecord>(events.map((event) => [event.id, event]))
  const found = new Map<string, Omit<KinChange, 'what'>>()
  for (const whole of events) {
    for (const version of whole.versions) {
      for (const { kind, event } of version.kin ?? []) {
        const part = byId.get(event)
        if ((kind !== 'merged' && kind !== 'split') || part === undefined) continue
        const key = `${kind} ${[version, part.versions[0]!].map(placeOf).join(' ')}`
        found.set(key, { kind, at: version.from, whole: briefOf(whole), part: briefOf(part) })
      }
    }
  }
  return found
}
