import type { TermComparison } from '../term-comparison.ts'
import type { ClassDetector } from '../title-pair.ts'

/**
 * Most of the text differs: what is left in common is less than half, and both sides said something of their own.
 * - `A storm closes schools in Oslo` -> `Teachers across the region walk out over unpaid wages`
 * - `A quake of magnitude 6 strikes Peru` -> `Peru counts its dead after the ground shook for a minute`
 */
export const detectRewrite: ClassDetector = ({ terms }) => (terms !== null && isRewritten(terms) ? 'editorial' : null)

// Below this share of common content a text is another text.
const maxKeptShare = 0.45
const minChangedWeight = 6
// A text that only lost or won sentences says nothing of its own.
const minOwnWeight = 1

/** Whether most of the text differs; the finer classes of style then say nothing. */
export function isRewritten({ removedWeight: removed, addedWeight: added, keptShare: kept }: TermComparison): boolean {
  return kept < maxKeptShare && Math.min(removed, added) >= minOwnWeight && removed + added >= minChangedWeight
}
