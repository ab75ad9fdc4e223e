import { memoByObject } from '../../../model/memo.ts'
import { noEvidence } from '../class-evidence.ts'
import { termRule } from '../class-rule.ts'
import type { TermComparison } from '../term-comparison.ts'
import { totalContentWeight } from '../terms.ts'

/**
 * Most of the text differs: the titles share less than half of their content, and both have content of their own. All
 * words show it, so none are quoted.
 * - `A storm closes schools in Oslo` -> `Teachers across the region walk out over unpaid wages`
 * - `A quake of magnitude 6 strikes Peru` -> `Peru counts its dead after the ground shook for a minute`
 */
export const rewriteRule = termRule({
  kind: 'rewrite',
  severity: 'editorial',
  detect: (terms) => isRewritten(terms),
  words: () => noEvidence,
})

// The largest share of common content in a rewrite.
const maxKeptShare = 0.45
const minChangedWeight = 6
// A title that only lost or gained sentences has less content of its own.
const minOwnWeight = 1

/** Whether most of the text differs. Classes of style do not apply then. */
export const isRewritten = memoByObject(({ removed, added, keptShare }: TermComparison) => {
  const [one, other] = [totalContentWeight(removed), totalContentWeight(added)]
  return keptShare < maxKeptShare && Math.min(one, other) >= minOwnWeight && one + other >= minChangedWeight
})
