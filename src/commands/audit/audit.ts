import { BulkFinder } from '../../audit/bulk.ts'
import { concerns, passes } from '../../audit/filter.ts'
import { GroupedEvents, groupsOf } from '../../audit/groups.ts'
import { comparing } from '../../audit/order.ts'
import { AuditTally } from '../../audit/totals.ts'
import type { Audit, AuditFilter, TitleChange } from '../../model/audit.ts'
import type { EventRecord } from '../../model/event.ts'
import { eventHead } from '../../versioning/history/history.ts'
import type { Context } from '../archive/context.ts'
import { retitledEvents } from './retitled-events.ts'

/** Every title change that passes a filter, in the order asked for, and totals and groups over all of them. */
export async function audit(context: Context, filter: AuditFilter = {}): Promise<Audit> {
  const tally = new AuditTally()
  const bulk = new BulkFinder()
  const changes: TitleChange[] = []
  const grouped = filter.groupBy === undefined ? null : new GroupedEvents(filter.groupBy)
  const see = (record: EventRecord) => {
    const isAsked = concerns(record, filter)
    tally.event(record, isAsked)
    if (isAsked) grouped?.see(record)
  }
  for await (const own of retitledEvents(context, see)) {
    const passed = own.filter((change) => passes(change, filter))
    tally.changes(passed, own[0])
    bulk.see(own, passed)
    changes.push(...passed)
  }
  changes.sort(comparing(filter.sort ?? 'time'))
  return {
    changes: filter.limit === undefined ? changes : changes.slice(0, filter.limit),
    totals: tally.totals(bulk.found()),
    groups: grouped === null ? null : groupsOf(changes, grouped),
    filter,
  }
}

/** The same changes one by one, by the day of their event, holding none of them. */
export async function* titleChanges(context: Context, filter: AuditFilter = {}): AsyncIterable<TitleChange> {
  let left = filter.limit ?? Number.POSITIVE_INFINITY
  for await (const own of retitledEvents(context)) {
    for (const change of own) {
      if (left <= 0) return
      if (!passes(change, filter)) continue
      left--
      yield change
    }
  }
}

/** The topics that events have now, each once, by name. */
export async function topics(context: Context): Promise<string[]> {
  const found = new Set<string>()
  for await (const record of (await context.store('read')).events()) {
    const { topic } = eventHead(record)
    if (topic !== null) found.add(topic)
  }
  return [...found].sort()
}
