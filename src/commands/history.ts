import type { EventRecord, History } from '../model/event.ts'
import { tellHistory } from '../versioning/history/history.ts'
import type { Context } from './archive/context.ts'
import { findEvent } from './events/find-event.ts'
import { readDetails } from './events/version-details.ts'

/** How many events are told at a time, so that their snapshots are looked up together. */
const stretch = 200

/**
 * An event's history, or every event's, by day, then id.
 * @throws VariorumError `event-not-found`, `event-ambiguous`, `interrupted`, `store-…`
 */
export async function* history(
  context: Context,
  event?: string,
  options: { signal?: AbortSignal } = {},
): AsyncIterable<History> {
  const store = await context.store('read')
  if (event !== undefined) {
    const record = await findEvent(store, event)
    yield tellHistory(record, await readDetails(store, [record], { sections: context.sections }))
    return
  }
  let records: EventRecord[] = []
  const tell = async function* () {
    const details = await readDetails(store, records, { sections: context.sections })
    for (const record of records) yield tellHistory(record, details)
    records = []
  }
  for await (const record of store.events()) {
    options.signal?.throwIfAborted()
    if (records.push(record) >= stretch) yield* tell()
  }
  yield* tell()
}
