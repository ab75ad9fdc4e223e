import { findIneffectiveRulings } from '../../identity/rulings/ineffective-rulings.ts'
import { isMultiEventPage } from '../../identity/rulings/ruling-line.ts'
import { refMatches } from '../../identity/rulings/rulings.ts'
import type { EventRecord } from '../../model/event.ts'
import type { RulingKind, RulingReport } from '../../model/ruling.ts'
import { briefOf, versionKeysOf } from '../../versioning/history/event-brief.ts'
import { type EventIndex, recordOf } from '../../versioning/index/event-index.ts'
import { type EventArgument, recordedEventCount } from './event-argument.ts'

/** Compares the events before and after a ruling: those of its two sides, and the number of others that changed. */
export function rulingEffect(
  before: readonly EventRecord[],
  eventIndex: EventIndex,
  [a, b]: readonly [EventArgument, EventArgument],
  verdict: RulingKind,
): Pick<RulingReport, 'before' | 'after' | 'others' | 'met' | 'obstacle'> {
  const all = [...eventIndex.events.values()].map(recordOf)
  const subjectEvents = before.filter(({ id }) => id === a.event?.id || id === b.event?.id)
  const versionKeys = new Set(subjectEvents.flatMap(versionKeysOf))
  const after = all.filter(
    (event) => versionKeysOf(event).some((key) => versionKeys.has(key)) || isNamedBy(event, a, b),
  )
  const unaltered = new Set(before.map(eventFingerprint))
  const otherChanged = all.filter((event) => !after.includes(event) && !unaltered.has(eventFingerprint(event)))
  const recorded = recordedEventCount(eventIndex.events.values(), a.ref, b.ref)
  const isMet = recorded === (verdict === 'same' ? 'one' : 'two')
  const draft = { verdict, a: a.ref, b: b.ref, reason: null, line: 0 }
  const ineffective = findIneffectiveRulings([draft], (path) => eventIndex.eventsOn(path))
  return {
    before: subjectEvents.sort(compareByFirstVersion).map(briefOf),
    after: after.sort(compareByFirstVersion).map(briefOf),
    others: otherChanged.length,
    met: recorded === 'unknown' ? null : isMet,
    obstacle: recorded === 'unknown' || isMet ? null : (ineffective[0]?.why ?? 'another line prevents it'),
  }
}

function compareByFirstVersion({ versions: [a] }: EventRecord, { versions: [b] }: EventRecord): number {
  return a!.seq - b!.seq || a!.item - b!.item
}

function isNamedBy(event: EventRecord, a: EventArgument, b: EventArgument): boolean {
  const subject = { ...event, single: !isMultiEventPage(a.ref.path) }
  return refMatches(a.ref, subject) || refMatches(b.ref, subject)
}

function eventFingerprint(event: EventRecord): string {
  return `${event.id} ${versionKeysOf(event).join(' ')}`
}
