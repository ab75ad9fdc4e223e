import { titleKey } from '../identity/same-event.ts'
import type { EventRecord } from '../model/event.ts'
import type { ChangesEntry, VersionLabel } from '../model/page.ts'
import { titleStretches } from './titles.ts'

/**
 * What an event's Changes section should list: its titles, oldest first. Entries that the page has already keep their
 * words, links and times: they are published.
 * @param claimed the page's own entries
 * @returns none for an event with one title
 */
export function changesEntries(record: EventRecord, claimed: readonly ChangesEntry[]): ChangesEntry[] {
  const stretches = titleStretches(record.versions)
  if (stretches.length < 2) return []
  const unused = [...claimed]
  // Where history was cut off, the first title known is not called the first, unless the page says so itself.
  const [begun] = record.versions
  const whole = begun !== undefined && (begun.from !== null || begun.claimed)
  return stretches.map((stretch, index) => {
    const last = index === stretches.length - 1
    const key = titleKey(stretch.title)
    const place = unused.findIndex(
      (entry) => titleKey(entry.title) === key && (last || entry.until !== null || entry.label === 'Current version'),
    )
    const own = place < 0 ? undefined : unused.splice(place, 1)[0]
    const until = last ? null : (own?.until ?? stretch.until ?? stretches[index + 1]!.from)
    return {
      title: own?.title ?? stretch.title,
      target: own?.target ?? `/${stretch.last.path}`,
      until: until === null ? null : Math.floor(until / 1000) * 1000,
      label: labelOf(index === 0 && (whole || own?.label === 'First version'), last),
      line: own?.line ?? 0,
    }
  })
}

/** True where a page's section lists the same titles, times and labels in the same order; numbers and links may be odd. */
export function sameEntries(a: readonly ChangesEntry[], b: readonly ChangesEntry[]): boolean {
  return (
    a.length === b.length &&
    a.every((entry, index) => {
      const other = b[index]!
      return (
        titleKey(entry.title) === titleKey(other.title) && entry.until === other.until && entry.label === other.label
      )
    })
  )
}

function labelOf(first: boolean, last: boolean): VersionLabel {
  if (last) return 'Current version'
  return first ? 'First version' : 'Update'
}
