import type { DurationQuantiles } from '../model/audit.ts'

/** The quantiles of lengths of time, rounded to whole minutes. */
export function quartilesOf(values: readonly number[]): DurationQuantiles {
  const sorted = values.toSorted((a, b) => a - b)
  return {
    known: sorted.length,
    p25: quantile(sorted, 0.25),
    median: quantile(sorted, 0.5),
    p75: quantile(sorted, 0.75),
    p90: quantile(sorted, 0.9),
  }
}

/** Linear interpolation between the two nearest ranks (type 7 of Hyndman and Fan, 1996); null for an empty list. */
function quantile(sorted: readonly number[], share: number): number | null {
  const rank = (sorted.length - 1) * share
  const low = sorted[Math.floor(rank)]
  const high = sorted[Math.ceil(rank)]
  return low === undefined || high === undefined ? null : Math.round(low + (high - low) * (rank - Math.floor(rank)))
}
