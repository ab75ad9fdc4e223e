import type { EventRecord, History } from '../model/event.ts'
import { buildHistory } from '../versioning/history/build-history.ts'
import type { CommandContext } from './archive/command-context.ts'
import { findEvent } from './events/find-event.ts'
import { readVersionDetails } from './events/version-details.ts'

/** The snapshots of this many events are read with one query. */
const eventsPerBatch = 200

/**
 * Reads the history of one event, or of every event by day, then id.
 * @throws VariorumError `event-not-found`, `event-ambiguous`, `interrupted`, `store-…`
 */
export async function* history(
  context: CommandContext,
  event?: string,
  options: { signal?: AbortSignal } = {},
): AsyncIterable<History> {
  const store = await context.store('read')
  let records: EventRecord[] = event === undefined ? [] : [await findEvent(store, event)]
  const flush = async function* () {
    const details = await readVersionDetails(store, records, context)
    for (const record of records) yield buildHistory(record, details)
    records = []
  }
  for await (const record of event === undefined ? store.events() : []) {
    options.signal?.throwIfAborted()
    if (records.push(record) >= eventsPerBatch) yield* flush()
  }
  yield* flush()
}
