import type { EventRecord } from '../model/event.ts'
import type { Snapshot } from '../model/revision.ts'
import type { Day } from '../model/time.ts'

/** Chronological order: by rank, then by ledger number. */
export function chronological(a: Snapshot, b: Snapshot): number {
  return a.rank - b.rank || a.seq - b.seq
}

/** The day of an event's latest version, by which events are ordered. */
export function eventDay({ versions }: EventRecord): Day | null {
  return versions.at(-1)?.day ?? null
}

/** Compares by the bytes of UTF-8, as databases do; the order of UTF-16 differs beyond U+FFFF. */
export function byCodePoint(a: string, b: string): number {
  const shorter = Math.min(a.length, b.length)
  for (let i = 0; i < shorter; i++) {
    const x = a.charCodeAt(i)
    const y = b.charCodeAt(i)
    if (x === y) continue
    return isSurrogate(x) === isSurrogate(y) ? x - y : isSurrogate(x) ? 1 : -1
  }
  return a.length - b.length
}

function isSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit < 0xe000
}
