import { type Severity, severities } from '../../model/change.ts'

/** The highest of some severities; cosmetic for none. */
export function highestSeverity(all: Iterable<Severity>): Severity {
  let rank = 0
  for (const severity of all) rank = Math.max(rank, severities.indexOf(severity))
  return severities[rank] ?? 'cosmetic'
}
