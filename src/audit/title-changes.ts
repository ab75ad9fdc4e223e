import type { TitleChange } from '../model/audit.ts'
import type { EventRecord, VersionRecord } from '../model/event.ts'
import { historyEvent } from '../versioning/history/build-history.ts'
import { explainTitleChangeAfter, FormerWordings, returnIndices } from '../versioning/history/reverts.ts'
import { titlePeriods } from '../versioning/history/title-periods.ts'

/** What the index leaves to others: looked up by the caller. */
export interface TitleChangeDetails {
  /** Whether the page's own Changes section lists a title; a change that nothing notes is silent. */
  isListed(title: string): boolean
  /** Where a version is from. */
  originOf(version: VersionRecord): TitleChange['origin']
}

/** Every title of an event that gave way to another, oldest first. */
export function titleChangesOf(record: EventRecord, { isListed, originOf }: TitleChangeDetails): TitleChange[] {
  const { id, day, topic } = historyEvent(record)
  const stretches = titlePeriods(record.versions)
  const formerWordings = new FormerWordings()
  const returns = returnIndices(stretches.map(({ title }) => title))
  return stretches.slice(1).map((to, index) => {
    const from = stretches[index]!
    const { classes, severity, diff, reasons } = explainTitleChangeAfter(formerWordings, from.title, to.title)
    formerWordings.add(from.last)
    const restored = stretches[returns[index] ?? -1]
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
      silent: !isListed(from.title),
      bodyChanged: from.last.body !== null && to.first.body !== null && from.last.body !== to.first.body,
      minutesStood: minutesBetween(from.from, ended),
      diff,
      reverted: restored
        ? { number: restored.firstNumber, at: restored.from, minutes: minutesBetween(ended, restored.from) }
        : null,
      link: to.first.link,
      origin: originOf(to.first),
      sources: to.first.sources,
    }
  })
}

/** Whole minutes that had passed. Where the clocks ran backwards nothing is known but that it was not long. */
function minutesBetween(begin: number | null, end: number | null): number | null {
  return begin === null || end === null ? null : Math.max(0, Math.floor((end - begin) / 60_000))
}
