import type { Audit, AuditFilter } from '../model/audit.ts'
import { toRfc3339 } from '../model/time.ts'
import { minBulkChanges } from '../versioning/history/bulk-title-changes.ts'
import { filterConditions, isFiltered } from './filter-conditions.ts'

/**
 * How an audit is made, one note of one to three sentences for each fact: what is counted, of which events, by which clock, and
 * what the record cannot show. No note quotes text of a page; only the texts of the filter are quoted.
 */
export function methodNotes({ totals, filter }: Pick<Audit, 'totals' | 'filter'>): string[] {
  const { events, followed, firstChange, span, bulk } = totals
  const bulkChangeCount = bulk.reduce((sum, { changes }) => sum + changes, 0)
  const filtered = isFiltered(filter)
  const notes = [
    'A change replaces one title of an event by another. The return of a former title counts too. A change of only the text, the topic or the path does not count.',
    span.from === null || span.until === null
      ? 'No time is known at which a title appeared.'
      : `The record has titles that appeared from ${toRfc3339(span.from)} to ${toRfc3339(span.until)}. A time is the committer's, or the file's where there is no commit. Days and filters are in UTC.`,
    'A title can change at any time between two recorded states. Durations are therefore exact to the gap between two states. A title that appeared and disappeared within a gap is unknown.',
    `Shares are of ${eventsPhrase(events, filter)}. Separate shares are of the ${formatInteger(followed.events)} that ${isOrAre(followed.events)} followed: recorded at most two days after their day.`,
    `The time to the first change is measured over the ${formatInteger(firstChange.known)} followed ${firstChange.known === 1 ? 'event' : 'events'} whose first change ${filtered ? 'passes the filter' : 'was recorded'}${bulkChangeCount === 0 ? '' : ', without bulk changes'}. Half-lives are measured over changes of a number. Quartiles are interpolated between the nearest ranks.`,
  ]
  if (bulkChangeCount > 0) {
    const count = `${formatInteger(bulkChangeCount)} of the changes ${isOrAre(bulkChangeCount)} bulk changes`
    notes.push(`${count}: ${minBulkChanges} or more at once and in the same way. They are counted.`)
  }
  if (filtered) notes.push(`Only changes that pass the filter are counted: ${formatConditions(filter)}.`)
  return notes
}

/** The most important notes in one line. */
export function methodSummary({ totals: { events, followed }, filter }: Pick<Audit, 'totals' | 'filter'>): string {
  return `Each replaced title counts as a change. Events: ${eventsPhrase(events, filter)}, of which ${formatInteger(followed.events)} ${isOrAre(followed.events)} followed from the beginning. Times are in UTC, and exact to the gap between two recorded states.`
}

/** The conditions of a filter in one line; times are in UTC. */
function formatConditions(filter: AuditFilter): string {
  return filterConditions(filter, toRfc3339)
    .map(({ words, quoted }) => (quoted === null ? words : `${words} "${quoted}"`))
    .join(', ')
}

/** The events that shares are of: all events, or those that the filter's topic, words and time select. */
function eventsPhrase(events: number, { since, until, match, topic }: AuditFilter): string {
  const conditions = [
    topic ? `of the topic "${topic}"` : null,
    match ? `with the words "${match}" in a title` : null,
    since === undefined ? null : `with a title that was current after ${toRfc3339(since)}`,
    until === undefined ? null : `with a title that was current before ${toRfc3339(until)}`,
  ].filter((condition) => condition !== null)
  if (conditions.length > 0)
    return `the ${formatInteger(events)} ${events === 1 ? 'event' : 'events'} ${conditions.join(' and ')}`
  return events === 1 ? 'the one event of the store' : `all ${formatInteger(events)} events of the store`
}

function isOrAre(value: number): string {
  return value === 1 ? 'is' : 'are'
}

function formatInteger(value: number): string {
  return value.toLocaleString('en-US')
}
