import type { VersionRecord } from '../../model/event.ts'

/**
 * An event's versions with those that came and went within a range of commits left out: a range is one step from what
 * stood before it to what stands after, however many commits it took.
 * @param size of the ledger before the range: what was recorded later is of the range
 */
export function condenseVersions(versions: readonly VersionRecord[], size: number): readonly VersionRecord[] {
  const last = versions.findLast(({ seq, claimed }) => seq > size && !claimed)
  const condensed = versions.filter((version) => version.seq <= size || version.claimed || version === last)
  return condensed.length === versions.length ? versions : condensed
}
