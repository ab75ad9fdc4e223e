import { isOfMany } from '../../identity/rulings/ruling-line.ts'
import type { EventRecord, VersionRecord } from '../../model/event.ts'
import type { ComparedPair } from '../../model/why.ts'
import type { Store } from '../../store/store.ts'
import { groupOf } from '../../versioning/planner.ts'

/**
 * Why the record has two events although what they say makes them one, as half a sentence: only what came before is known
 * when a page comes, and of pages that come together one alone goes on with an event.
 * @returns null where what they say now is what they said then
 */
export async function whyMissed(store: Store, pair: ComparedPair): Promise<string | null> {
  const told = new Map((await Array.fromAsync(store.events({ ids: eventsOf(pair) }))).map((event) => [event.id, event]))
  const [a, b] = [told.get(pair.a.event!), told.get(pair.b.event!)]
  if (!a || !b) return null
  const [earlier, later] = a.versions[0]!.seq <= b.versions[0]!.seq ? [a, b] : [b, a]
  const first = later.versions[0]!
  const seqs = [first, ...earlier.versions].map(({ seq }) => seq)
  const groups = new Map<number, string>()
  for await (const snapshot of store.snapshots({ seqs })) groups.set(snapshot.seq, groupOf(snapshot))
  const together = earlier.versions.findIndex(({ seq }) => groups.get(seq) === groups.get(first.seq))
  if (together === 0) return 'they came at the same moment, and what comes together is taken for two'
  if (together > 0)
    return `${earlier.versions[together]!.path} came at the same moment as ${first.path}, and of the two only one could go on with the event`
  const known = earlier.versions.findLast(({ seq }) => seq < first.seq)
  if (known && isOfMany(first.path) && stoodStill(known, first))
    return `${known.path} told the one still when ${first.path} told the other, and an item is looked for elsewhere once it went`
  return saidOtherwise(pair, earlier, known, first)
    ? `they did not say so when ${first.path} came, and only that was known then`
    : null
}

function eventsOf({ a, b }: ComparedPair) {
  return [a.event, b.event].filter((id) => id !== null)
}

/** Whether one of the wordings that are likest came after the second of the events was first seen. */
function saidOtherwise(
  { a, b }: ComparedPair,
  earlier: EventRecord,
  known: VersionRecord | undefined,
  first: VersionRecord,
): boolean {
  const [old, young] = a.event === earlier.id ? [a, b] : [b, a]
  return young.title !== first.title || old.title !== known?.title
}

function stoodStill({ path, until }: VersionRecord, first: VersionRecord): boolean {
  return path !== first.path && (until === null || (first.from !== null && until > first.from))
}
