import type { TitleChange } from '../model/audit.ts'
import type { EventRecord, VersionRecord } from '../model/event.ts'
import { eventHead } from '../versioning/history/history.ts'
import { explainRetitling, FormerWordings, returnsOf } from '../versioning/history/reverts.ts'
import { titleStretches } from '../versioning/history/title-stretches.ts'

/** What the index leaves to others: looked up by the caller. */
export interface AuditDetails {
  /** Whether the page's own Changes section lists a title; a change that nothing notes is silent. */
  noted(title: string): boolean
  /** Where a version is from. */
  origin(version: VersionRecord): TitleChange['origin']
}

/** Every title of an event that gave way to another, oldest first. */
export function titleChangesOf(record: EventRecord, { noted, origin }: AuditDetails): TitleChange[] {
  const { id, day, topic } = eventHead(record)
  const stretches = titleStretches(record.versions)
  const former = new FormerWordings()
  const returns = returnsOf(stretches.map(({ title }) => title))
  return stretches.slice(1).map((to, index) => {
    const from = stretches[index]!
    const { classes, severity, diff, reasons } = explainRetitling(former, from.title, to.title)
    former.add(from.last)
    const again = stretches[returns[index] ?? -1]
    const ended = from.until !== null && to.from !== null ? Math.min(from.until, to.from) : (from.until ?? to.from)
    return {
      event: id,
      day,
      topic,
      from: { number: from.lastNumber, title: from.title, path: from.last.path, at: from.from },
      to: { number: to.firstNumber, title: to.title, path: to.first.path, at: to.from },
      classes,
      severity,
      reasons,
      silent: !noted(from.title),
      bodyChanged: from.last.body !== null && to.first.body !== null && from.last.body !== to.first.body,
      minutesStood: minutesBetween(from.from, ended),
      diff,
      reverted: again
        ? { number: again.firstNumber, at: again.from, minutes: minutesBetween(ended, again.from) }
        : null,
      link: to.first.link,
      origin: origin(to.first),
      sources: to.first.sources,
    }
  })
}

/** Whole minutes that had passed. Where the clocks ran backwards nothing is known but that it was not long. */
function minutesBetween(begin: number | null, end: number | null): number | null {
  return begin === null || end === null ? null : Math.max(0, Math.floor((end - begin) / 60_000))
}
