import type { VersionRecord } from '../../model/event.ts'

/**
 * Reduces the versions of a range of commits to the last one, since a range is compared as one step.
 * @param size of the ledger before the range; later versions are of the range
 */
export function condenseVersions(versions: readonly VersionRecord[], size: number): readonly VersionRecord[] {
  const last = versions.findLast(({ seq, claimed }) => seq > size && !claimed)
  const condensed = versions.filter((version) => version.seq <= size || version.claimed || version === last)
  return condensed.length === versions.length ? versions : condensed
}
