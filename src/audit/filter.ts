import type { AuditFilter, TitleChange } from '../model/audit.ts'
import { severities } from '../model/change.ts'
import type { EventRecord } from '../model/event.ts'

/** Whether a title change passes a filter; every condition given must hold. `limit` is not looked at. */
export function matchesFilter(change: TitleChange, filter: AuditFilter): boolean {
  const at = change.to.at
  if (filter.since !== undefined && (at === null || at < filter.since)) return false
  if (filter.until !== undefined && (at === null || at >= filter.until)) return false
  if (filter.kinds?.length && !filter.kinds.some((kind) => change.classes.includes(kind))) return false
  if (filter.severity && severities.indexOf(change.severity) < severities.indexOf(filter.severity)) return false
  if (
    filter.match &&
    !includesIgnoringCase(change.from.title, filter.match) &&
    !includesIgnoringCase(change.to.title, filter.match)
  )
    return false
  if (filter.topic && !includesIgnoringCase(change.topic ?? '', filter.topic)) return false
  return !filter.silent || change.silent
}

/**
 * Whether an event is one of those that a filter asks about, whatever became of its title: it is of the topic, some title of
 * it has the words, and some title stood in the time asked for. Shares are taken over these.
 */
export function isEventInScope({ versions }: EventRecord, { topic, match, since, until }: AuditFilter): boolean {
  if (topic && !includesIgnoringCase(versions.at(-1)!.topic ?? '', topic)) return false
  if (match && !versions.some(({ title }) => includesIgnoringCase(title, match))) return false
  // what is not known rules nothing out; of clocks that ran backwards the widest stretch is taken
  if (
    since !== undefined &&
    versions.every(({ from, until }) => until !== null && Math.max(until, from ?? until) < since)
  )
    return false
  return until === undefined || versions.some(({ from }) => from === null || from < until)
}

/** Whether a text has another in it, as a filter asks: whatever the case. */
export function includesIgnoringCase(text: string, part: string): boolean {
  return text.normalize('NFC').toLowerCase().includes(part.normalize('NFC').toLowerCase())
}
