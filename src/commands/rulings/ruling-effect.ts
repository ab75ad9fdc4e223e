import { idleRulings } from '../../identity/rulings/idle-rulings.ts'
import { isOfMany } from '../../identity/rulings/ruling-line.ts'
import { isToldBy } from '../../identity/rulings/rulings.ts'
import type { EventRecord } from '../../model/event.ts'
import type { RulingReport, Verdict } from '../../model/ruling.ts'
import { briefOf, placesOf } from '../../versioning/history/event-brief.ts'
import { type EventBook, recordOf } from '../../versioning/index/event-index.ts'
import { type Side, standing } from './ruling-subject.ts'

/** What became of the events of two sides, and of others, once a ruling was followed. */
export function effectOf(
  before: readonly EventRecord[],
  book: EventBook,
  [a, b]: readonly [Side, Side],
  verdict: Verdict,
): Pick<RulingReport, 'before' | 'after' | 'others' | 'met' | 'obstacle'> {
  const all = [...book.events.values()].map(recordOf)
  const concerned = before.filter(({ id }) => id === a.event?.id || id === b.event?.id)
  const places = new Set(concerned.flatMap(placesOf))
  const after = all.filter((event) => placesOf(event).some((place) => places.has(place)) || isNamed(event, a, b))
  const unaltered = new Set(before.map(markOf))
  const others = all.filter((event) => !after.includes(event) && !unaltered.has(markOf(event)))
  const stands = standing(book.events.values(), a.ref, b.ref)
  const met = stands === (verdict === 'same' ? 'one' : 'two')
  const said = { verdict, a: a.ref, b: b.ref, reason: null, line: 0 }
  const idle = idleRulings([said], (path) => book.toldOn(path))
  return {
    before: concerned.sort(byBeginning).map(briefOf),
    after: after.sort(byBeginning).map(briefOf),
    others: others.length,
    met: stands === 'unknown' ? null : met,
    obstacle: stands === 'unknown' || met ? null : (idle[0]?.why ?? 'another line keeps the record from it'),
  }
}

function byBeginning({ versions: [a] }: EventRecord, { versions: [b] }: EventRecord): number {
  return a!.seq - b!.seq || a!.item - b!.item
}

function isNamed(event: EventRecord, a: Side, b: Side): boolean {
  const told = { ...event, single: !isOfMany(a.ref.path) }
  return isToldBy(a.ref, told) || isToldBy(b.ref, told)
}

function markOf(event: EventRecord): string {
  return `${event.id} ${placesOf(event).join(' ')}`
}
