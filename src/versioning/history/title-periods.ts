import type { VersionRecord } from '../../model/event.ts'
import type { Instant } from '../../model/time.ts'

/** A wording of the title while it stood: consecutive versions that share it. */
export interface TitlePeriod {
  readonly title: string
  /** First and last of its versions, and their numbers, from 1. */
  readonly first: VersionRecord
  readonly last: VersionRecord
  readonly firstNumber: number
  readonly lastNumber: number
  readonly from: Instant | null
  /** The first moment without this title; null while it stands. */
  readonly until: Instant | null
}

/** An event's titles in order: versions that differ in other fields only are one stretch. */
export function titlePeriods(versions: readonly VersionRecord[]): TitlePeriod[] {
  const periods: TitlePeriod[] = []
  for (const [index, version] of versions.entries()) {
    const open = periods.at(-1)
    if (open && open.title === version.title) {
      periods[periods.length - 1] = { ...open, last: version, lastNumber: index + 1, until: version.until }
      continue
    }
    periods.push({
      title: version.title,
      first: version,
      last: version,
      firstNumber: index + 1,
      lastNumber: index + 1,
      from: version.from,
      until: version.until,
    })
  }
  return periods
}
