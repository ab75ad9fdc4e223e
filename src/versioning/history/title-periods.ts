import type { VersionRecord } from '../../model/event.ts'
import type { Instant } from '../../model/time.ts'

/** Consecutive versions with the same title. */
export interface TitlePeriod {
  readonly title: string
  readonly first: VersionRecord
  readonly last: VersionRecord
  /** Numbers of the first and last version, from 1. */
  readonly firstNumber: number
  readonly lastNumber: number
  readonly from: Instant | null
  /** The first moment without this title; null for the current one. */
  readonly until: Instant | null
}

/** An event's titles in order, each with the consecutive versions that have it. */
export function titlePeriods(versions: readonly VersionRecord[]): TitlePeriod[] {
  const periods: TitlePeriod[] = []
  for (const [index, version] of versions.entries()) {
    const { title, from, until } = version
    const open = periods.at(-1)
    const end = { last: version, lastNumber: index + 1, until }
    if (open?.title === title) periods[periods.length - 1] = { ...open, ...end }
    else periods.push({ title, first: version, firstNumber: index + 1, from, ...end })
  }
  return periods
}
