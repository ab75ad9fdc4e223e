import type { AuditFilter, TitleChange } from '../model/audit.ts'
import { severities } from '../model/change.ts'
import type { EventRecord } from '../model/event.ts'

/** Whether a title change meets all conditions of a filter. `limit` is ignored. */
export function matchesFilter(change: TitleChange, filter: AuditFilter): boolean {
  const at = change.to.at
  if (filter.since !== undefined && (at === null || at < filter.since)) return false
  if (filter.until !== undefined && (at === null || at >= filter.until)) return false
  if (filter.kinds?.length && !filter.kinds.some((kind) => change.classes.includes(kind))) return false
  if (filter.severity && severities.indexOf(change.severity) < severities.indexOf(filter.severity)) return false
  const { match } = filter
  if (match && ![change.from, change.to].some(({ title }) => includesIgnoringCase(title, match))) return false
  if (filter.topic && !includesIgnoringCase(change.topic ?? '', filter.topic)) return false
  return !filter.silent || change.silent
}

/**
 * Whether an event is in the scope of a filter, with or without a title change: its topic matches, one of its titles has the
 * words, and one of its titles was current in the time. Shares are of the events in scope.
 */
export function isEventInScope({ versions }: EventRecord, { topic, match, since, until }: AuditFilter): boolean {
  if (topic && !includesIgnoringCase(versions.at(-1)!.topic ?? '', topic)) return false
  if (match && !versions.some(({ title }) => includesIgnoringCase(title, match))) return false
  // an unknown time excludes nothing; if clocks ran backwards, the longest possible period counts
  if (
    since !== undefined &&
    versions.every(({ from, until }) => until !== null && Math.max(until, from ?? until) < since)
  )
    return false
  return until === undefined || versions.some(({ from }) => from === null || from < until)
}

/** Whether a text contains another one, in upper or lower case. */
export function includesIgnoringCase(text: string, part: string): boolean {
  return text.normalize('NFC').toLowerCase().includes(part.normalize('NFC').toLowerCase())
}
