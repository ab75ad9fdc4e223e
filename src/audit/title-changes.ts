import type { TitleChange } from '../model/audit.ts'
import type { EventRecord, VersionRecord } from '../model/event.ts'
import { historyEvent } from '../versioning/history/build-history.ts'
import { explainTitleChangeAfter, FormerWordings, returnIndices } from '../versioning/history/reverts.ts'
import { titlePeriods } from '../versioning/history/title-periods.ts'

/** What the index does not store. The caller looks it up. */
export interface TitleChangeDetails {
  /** Whether the page's Changes section lists a title. If not, the change is silent. */
  isListed(title: string): boolean
  /** Where a version comes from. */
  originOf(version: VersionRecord): TitleChange['origin']
}

/** The title changes of an event, oldest first. */
export function titleChangesOf(record: EventRecord, { isListed, originOf }: TitleChangeDetails): TitleChange[] {
  const { id, day, topic } = historyEvent(record)
  const periods = titlePeriods(record.versions)
  const formerWordings = new FormerWordings()
  const returns = returnIndices(periods.map(({ title }) => title))
  return periods.slice(1).map((to, index) => {
    const from = periods[index]!
    const { classes, severity, diff, reasons } = explainTitleChangeAfter(formerWordings, from.title, to.title)
    formerWordings.add(from.last)
    const restored = periods[returns[index] ?? -1]
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

/** Whole minutes between two times; 0 where clocks ran backwards, null where a time is not known. */
function minutesBetween(begin: number | null, end: number | null): number | null {
  return begin === null || end === null ? null : Math.max(0, Math.floor((end - begin) / 60_000))
}
