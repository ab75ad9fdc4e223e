import { BulkChangeFinder } from '../../audit/bulk-changes.ts'
import { changeComparator } from '../../audit/change-comparator.ts'
import { isEventInScope, matchesFilter } from '../../audit/filter.ts'
import { GroupEventCounts, groupTitleChanges } from '../../audit/groups.ts'
import { AuditTally } from '../../audit/totals.ts'
import type { Audit, AuditFilter, TitleChange } from '../../model/audit.ts'
import type { EventRecord } from '../../model/event.ts'
import { historyEvent } from '../../versioning/history/build-history.ts'
import type { CommandContext } from '../archive/command-context.ts'
import { titleChangesByEvent } from './title-changes-by-event.ts'

/** Lists the title changes that pass a filter, in the requested order, with totals and groups of all of them. */
export async function audit(context: CommandContext, filter: AuditFilter = {}): Promise<Audit> {
  const tally = new AuditTally()
  const bulk = new BulkChangeFinder()
  const changes: TitleChange[] = []
  const eventCounts = filter.groupBy === undefined ? null : new GroupEventCounts(filter.groupBy)
  const addEvent = (record: EventRecord) => {
    const isInScope = isEventInScope(record, filter)
    tally.addEvent(record, isInScope)
    if (isInScope) eventCounts?.add(record)
  }
  for await (const eventChanges of titleChangesByEvent(context, addEvent)) {
    const matching = eventChanges.filter((change) => matchesFilter(change, filter))
    tally.addChanges(matching, eventChanges[0])
    bulk.add(eventChanges, matching)
    changes.push(...matching)
  }
  changes.sort(changeComparator(filter.sort ?? 'time'))
  return {
    changes: filter.limit === undefined ? changes : changes.slice(0, filter.limit),
    totals: tally.totals(bulk.find()),
    groups: eventCounts === null ? null : groupTitleChanges(changes, eventCounts),
    filter,
  }
}

/** Yields the title changes that pass a filter one by one, by the day of their event, with bounded memory. */
export async function* titleChanges(context: CommandContext, filter: AuditFilter = {}): AsyncIterable<TitleChange> {
  let remaining = filter.limit ?? Number.POSITIVE_INFINITY
  for await (const eventChanges of titleChangesByEvent(context)) {
    for (const change of eventChanges) {
      if (remaining <= 0) return
      if (!matchesFilter(change, filter)) continue
      remaining--
      yield change
    }
  }
}

/** The current topics of all events, each once, sorted. */
export async function topics(context: CommandContext): Promise<string[]> {
  const store = await context.store('read')
  const found = await Array.fromAsync(store.events(), (record) => historyEvent(record).topic)
  return [...new Set(found)].filter((topic) => topic !== null).sort()
}
