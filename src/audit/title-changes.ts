import type { EventRecord } from '../model/event.ts'
import type { TitleChange } from '../model/report.ts'
import { eventHead } from '../versioning/history.ts'
import { retitling } from '../versioning/reverts.ts'
import { titleStretches } from '../versioning/titles.ts'

/**
 * Every title of an event that gave way to another, oldest first.
 * @param noted whether the page's own Changes section lists a title; a change that nothing notes is silent
 */
export function titleChangesOf(record: EventRecord, noted: (title: string) => boolean): TitleChange[] {
  const { id, day, topic } = eventHead(record)
  const stretches = titleStretches(record.versions)
  return stretches.slice(1).map((to, index) => {
    const from = stretches[index]!
    const { classes, severity, diff } = retitling(record.versions.slice(0, from.lastNumber - 1), from.title, to.title)
    const ended = from.until !== null && to.from !== null ? Math.min(from.until, to.from) : (from.until ?? to.from)
    return {
      event: id,
      day,
      topic,
      from: { number: from.lastNumber, title: from.title, path: from.last.path, at: from.from },
      to: { number: to.firstNumber, title: to.title, path: to.first.path, at: to.from },
      classes,
      severity,
      silent: !noted(from.title),
      bodyChanged: from.last.body !== null && to.first.body !== null && from.last.body !== to.first.body,
      // Where the clocks ran backwards nothing is known but that it did not stand long.
      minutesStood: from.from === null || ended === null ? null : Math.max(0, Math.round((ended - from.from) / 60_000)),
      diff,
    }
  })
}
