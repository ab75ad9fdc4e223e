import type { Comparison } from '../comparison.ts'
import type { Term } from '../terms.ts'
import type { ClassRule } from '../title-pair.ts'
import { isRewritten } from './rewrite.ts'

// A comma so close behind words that came or went alone belongs to them.
const near = 2

/**
 * Punctuation or letter case only: commas, full stops, quote marks put on or taken off, capitals, hyphens.
 * - `A ship sinks off Malta killing two` -> `A ship sinks off Malta, killing two`
 * - `The Senate Committee meets` -> `The Senate committee meets`
 * - `A US ship sinks` -> `A U.S. ship sinks`
 */
export const punctuation: ClassRule = ({ terms }) => {
  if (terms === null || isRewritten(terms)) return null
  const { before, after, same, pairings, hunks, endsAlike } = terms
  if (pairings.some((pairing) => pairing.kind === 'punctuation')) return 'cosmetic'
  if (before.tail !== after.tail && (endsAlike || isFullStop(terms))) return 'cosmetic'
  const isNear = ({ at }: Term) =>
    hunks.some(
      (hunk) =>
        (hunk.removed.length === 0 || hunk.added.length === 0) &&
        at > hunk.at + hunk.removed.length &&
        at <= hunk.at + hunk.removed.length + near,
    )
  const remarked = same.some(
    (pair) =>
      pair.inside &&
      pair.before.marks !== pair.after.marks &&
      !pair.before.key.startsWith('unit:') &&
      !(pair.before.marks + pair.after.marks === ',' && isNear(pair.before)),
  )
  return remarked ? 'cosmetic' : null
}

/** Whether the last sentence of both titles, however it is told, lost or won its full stop. */
function isFullStop({ before, after }: Comparison): boolean {
  const one = before.terms.at(-1)?.sentence
  return before.tail + after.tail === '.' && one === after.terms.at(-1)?.sentence
}
