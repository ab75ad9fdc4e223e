import type { EventRecord, History } from '../model/event.ts'
import { buildHistory } from '../versioning/history/build-history.ts'
import type { CommandContext } from './archive/command-context.ts'
import { findEvent } from './events/find-event.ts'
import { readVersionDetails } from './events/version-details.ts'

/** How many events are told at a time, so that their snapshots are looked up together. */
const eventsPerBatch = 200

/**
 * An event's history, or every event's, by day, then id.
 * @throws VariorumError `event-not-found`, `event-ambiguous`, `interrupted`, `store-…`
 */
export async function* history(
  context: CommandContext,
  event?: string,
  options: { signal?: AbortSignal } = {},
): AsyncIterable<History> {
  const store = await context.store('read')
  if (event !== undefined) {
    const record = await findEvent(store, event)
    yield buildHistory(record, await readVersionDetails(store, [record], { sections: context.sections }))
    return
  }
  let records: EventRecord[] = []
  const flush = async function* () {
    const details = await readVersionDetails(store, records, { sections: context.sections })
    for (const record of records) yield buildHistory(record, details)
    records = []
  }
  for await (const record of store.events()) {
    options.signal?.throwIfAborted()
    if (records.push(record) >= eventsPerBatch) yield* flush()
  }
  yield* flush()
}
