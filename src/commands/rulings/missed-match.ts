import { isMultiEventPage } from '../../identity/rulings/ruling-line.ts'
import type { EventRecord, VersionRecord } from '../../model/event.ts'
import type { ComparedPair } from '../../model/why.ts'
import type { Store } from '../../store/store.ts'
import { groupOf } from '../../versioning/planner.ts'
import { readVersionSnapshots } from '../events/version-details.ts'

/**
 * Explains why the record has two events whose evidence makes them one: matching knows only earlier pages, and of pages in
 * one group only one can continue an event.
 * @returns half a sentence; null if the wordings did not change since they were matched
 */
export async function explainMissedMatch(store: Store, pair: ComparedPair): Promise<string | null> {
  const ids = [pair.a.event, pair.b.event].filter((id) => id !== null)
  const events = await Array.fromAsync(store.events({ ids }))
  const [a, b] = [pair.a, pair.b].map(({ event }) => events.find(({ id }) => id === event))
  if (!a || !b) return null
  const [earlier, later] = a.versions[0]!.seq <= b.versions[0]!.seq ? [a, b] : [b, a]
  const first = later.versions[0]!
  const snapshots = await readVersionSnapshots(store, [first, ...earlier.versions])
  const firstGroup = groupOf(snapshots.get(first.seq)!)
  const sameGroupIndex = earlier.versions.findIndex(({ seq }) => groupOf(snapshots.get(seq)!) === firstGroup)
  if (sameGroupIndex === 0) return 'they were added at the same time, and pages added together are separate events'
  if (sameGroupIndex > 0)
    return `${earlier.versions[sameGroupIndex]!.path} was added at the same time as ${first.path}, and only one of the two could continue the event`
  const latestBefore = earlier.versions.findLast(({ seq }) => seq < first.seq)
  if (latestBefore && isMultiEventPage(first.path) && wasStillShown(latestBefore, first))
    return `${latestBefore.path} still had the one when ${first.path} had the other, and an item is matched elsewhere only after it was removed`
  return hasChangedWording(pair, earlier, latestBefore, first)
    ? `they had other words when ${first.path} was added, and matching knows only earlier pages`
    : null
}

/** Whether one of the two most similar wordings is newer than the first version of the later event. */
function hasChangedWording(
  { a, b }: ComparedPair,
  earlier: EventRecord,
  latestBefore: VersionRecord | undefined,
  first: VersionRecord,
): boolean {
  const [earlierWording, laterWording] = a.event === earlier.id ? [a, b] : [b, a]
  return laterWording.title !== first.title || earlierWording.title !== latestBefore?.title
}

function wasStillShown({ path, until }: VersionRecord, first: VersionRecord): boolean {
  return path !== first.path && (until === null || (first.from !== null && until > first.from))
}
