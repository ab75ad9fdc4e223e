import type { Audit, AuditFilter } from '../model/audit.ts'
import { toRfc3339 } from '../model/time.ts'
import { minBulkChanges } from '../versioning/history/bulk-title-changes.ts'
import { filterConditions, isFiltered } from './filter-conditions.ts'

/**
 * How the figures of an audit came about, a sentence or two each: what is counted, over what, by which clock, and what they
 * cannot know. Titles and names of others are never in it, but for what the filter asks for.
 */
export function methodNotes({ totals, filter }: Pick<Audit, 'totals' | 'filter'>): string[] {
  const { events, followed, firstChange, span, bulk } = totals
  const bulkChangeCount = bulk.reduce((sum, { changes }) => sum + changes, 0)
  return [
    "A change is one wording of an event's title giving way to another, its return to a former one included; a change of the text, the topic or the path alone is none.",
    span.from === null || span.until === null
      ? 'No time is known at which a title appeared.'
      : `Recorded are titles that appeared from ${toRfc3339(span.from)} to ${toRfc3339(span.until)}; times are the committer's, or the file's where there was no commit, days and filters are UTC.`,
    'A title may have changed at any moment since the state recorded before, so a length of time is exact to the gap between two states; what came and went within one gap was never seen.',
    `Shares are of ${eventsPhrase(events, filter)}, and apart of the ${formatInteger(followed.events)} that ${wasOrWere(followed.events)} followed from their beginning: taken up no later than two days after their day.`,
    `The time to the first change is taken over the ${formatInteger(firstChange.known)} followed ${firstChange.known === 1 ? 'event' : 'events'} whose first change ${isFiltered(filter) ? 'passes the filter' : 'was recorded'}${bulkChangeCount === 0 ? '' : ', but for those made in bulk'}; half-lives over changes of a number, the quartiles between the nearest ranks.`,
    ...(bulkChangeCount === 0
      ? []
      : [
          `Of the changes ${formatInteger(bulkChangeCount)} were made in bulk, ${minBulkChanges} or more at once and in the same way; they are counted.`,
        ]),
    ...(isFiltered(filter) ? [`Only changes that pass the filter are counted: ${formatConditions(filter)}.`] : []),
  ]
}

/** The same in one line, for where there is no room for more. */
export function methodSummary({ totals: { events, followed }, filter }: Pick<Audit, 'totals' | 'filter'>): string {
  return `Counted is each wording of a title that gave way to another, over ${eventsPhrase(events, filter)}, of which ${formatInteger(followed.events)} ${wasOrWere(followed.events)} followed from the beginning; times are UTC, and exact to the gap between two states that were recorded.`
}

/** The conditions of a filter in a line; times are UTC. */
function formatConditions(filter: AuditFilter): string {
  return filterConditions(filter, toRfc3339)
    .map(({ words, quoted }) => (quoted === null ? words : `${words} "${quoted}"`))
    .join(', ')
}

/** What shares are of: all events, or those that the filter asks about whatever became of their titles. */
function eventsPhrase(events: number, { since, until, match, topic }: AuditFilter): string {
  const parts = [
    ...(topic ? [`of the topic "${topic}"`] : []),
    ...(match ? [`with the words "${match}" in a title`] : []),
    ...(since === undefined ? [] : [`that stood after ${toRfc3339(since)}`]),
    ...(until === undefined ? [] : [`that stood before ${toRfc3339(until)}`]),
  ]
  if (parts.length > 0)
    return `the ${formatInteger(events)} ${events === 1 ? 'event' : 'events'} ${parts.join(' and ')}`
  return events === 1 ? 'the one event of the store' : `all ${formatInteger(events)} events of the store`
}

function wasOrWere(value: number): string {
  return value === 1 ? 'was' : 'were'
}

function formatInteger(value: number): string {
  return value.toLocaleString('en-US')
}
