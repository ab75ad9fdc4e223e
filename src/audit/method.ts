import type { Audit, AuditFilter } from '../model/audit.ts'
import { toRfc3339 } from '../model/time.ts'
import { many } from '../versioning/history/bulk-retitling.ts'
import { conditionsOf, isNarrowed } from './conditions.ts'

/**
 * How the figures of an audit came about, a sentence or two each: what is counted, over what, by which clock, and what they
 * cannot know. Titles and names of others are never in it, but for what the filter asks for.
 */
export function methodOf({ totals, filter }: Pick<Audit, 'totals' | 'filter'>): string[] {
  const { events, followed, firstChange, span, bulk } = totals
  const inBulk = bulk.reduce((sum, { changes }) => sum + changes, 0)
  return [
    "A change is one wording of an event's title giving way to another, its return to a former one included; a change of the text, the topic or the path alone is none.",
    span.from === null || span.until === null
      ? 'No time is known at which a title appeared.'
      : `Recorded are titles that appeared from ${toRfc3339(span.from)} to ${toRfc3339(span.until)}; times are the committer's, or the file's where there was no commit, days and filters are UTC.`,
    'A title may have changed at any moment since the state recorded before, so a length of time is exact to the gap between two states; what came and went within one gap was never seen.',
    `Shares are of ${eventsOf(events, filter)}, and apart of the ${figure(followed.events)} that ${were(followed.events)} followed from their beginning: taken up no later than two days after their day.`,
    `The time to the first change is taken over the ${figure(firstChange.known)} followed ${firstChange.known === 1 ? 'event' : 'events'} whose first change ${isNarrowed(filter) ? 'passes the filter' : 'was recorded'}${inBulk === 0 ? '' : ', but for those made in bulk'}; half-lives over changes of a number, the quartiles between the nearest ranks.`,
    ...(inBulk === 0
      ? []
      : [
          `Of the changes ${figure(inBulk)} were made in bulk, ${many} or more at once and in the same way; they are counted.`,
        ]),
    ...(isNarrowed(filter) ? [`Only changes that pass the filter are counted: ${asked(filter)}.`] : []),
  ]
}

/** The same in one line, for where there is no room for more. */
export function methodLine({ totals: { events, followed }, filter }: Pick<Audit, 'totals' | 'filter'>): string {
  return `Counted is each wording of a title that gave way to another, over ${eventsOf(events, filter)}, of which ${figure(followed.events)} ${were(followed.events)} followed from the beginning; times are UTC, and exact to the gap between two states that were recorded.`
}

/** The conditions of a filter in a line; times are UTC. */
function asked(filter: AuditFilter): string {
  return conditionsOf(filter, toRfc3339)
    .map(({ words, quoted }) => (quoted === null ? words : `${words} "${quoted}"`))
    .join(', ')
}

/** What shares are of: all events, or those that the filter asks about whatever became of their titles. */
function eventsOf(events: number, { since, until, match, topic }: AuditFilter): string {
  const parts = [
    ...(topic ? [`of the topic "${topic}"`] : []),
    ...(match ? [`with the words "${match}" in a title`] : []),
    ...(since === undefined ? [] : [`that stood after ${toRfc3339(since)}`]),
    ...(until === undefined ? [] : [`that stood before ${toRfc3339(until)}`]),
  ]
  if (parts.length > 0) return `the ${figure(events)} ${events === 1 ? 'event' : 'events'} ${parts.join(' and ')}`
  return events === 1 ? 'the one event of the store' : `all ${figure(events)} events of the store`
}

function were(value: number): string {
  return value === 1 ? 'was' : 'were'
}

function figure(value: number): string {
  return value.toLocaleString('en-US')
}
